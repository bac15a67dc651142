"""Models: the bundled one, Stanza's own beside it, and what is said where one is missing or damaged."""

import hashlib
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import torch
from places import QUOTES

from quotes.errors import ModelError
from quotes.messages import Skipped
from quotes.model import Article
from quotes.parse import stanza_models
from quotes.parse.parser import Parser
from quotes.parse.stanza_models import BUNDLED_FOLDER, available, check_model, identity, load_pipeline, model_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A resource folder like the bundled one, whose files are links, so that a test may change it."""
    own = tmp_path / "models"
    shutil.copytree(BUNDLED_FOLDER, own, copy_function=lambda source, target: Path(target).symlink_to(source))
    resources = own / "resources.json"
    resources.unlink()
    shutil.copyfile(BUNDLED_FOLDER / "resources.json", resources)
    return own


def change(folder: Path, **packages: dict[str, str]) -> None:
    resources = json.loads((folder / "resources.json").read_text(encoding="utf-8"))
    resources["en"]["packages"].update(packages)
    (folder / "resources.json").write_text(json.dumps(resources), encoding="utf-8")


def test_the_bundled_model_is_whole_and_as_its_list_says() -> None:
    check_model()
    files = identity()
    assert {name.partition("/")[0] for name in files} == {"tokenize", "pos", "lemma", "depparse", "ner", "pretrain"}
    for name, signs in files.items():
        data = (BUNDLED_FOLDER / "en" / name).read_bytes()
        assert signs == f"{hashlib.md5(data).hexdigest()} {len(data)}"


def test_a_pipeline_is_loaded_once() -> None:
    assert load_pipeline() is load_pipeline()


def test_where_packages_are_looked_for(tmp_path: Path) -> None:
    assert model_folder("news") == BUNDLED_FOLDER
    assert model_folder("default") != BUNDLED_FOLDER
    assert model_folder("news", tmp_path) == model_folder("default", tmp_path) == tmp_path


def test_the_list_before_and_after_a_download(tmp_path: Path, folder: Path) -> None:
    assert {(p.name, p.complete) for p in available(tmp_path)} == {("news", True), ("default", False)}
    change(folder, other={"tokenize": "else", "pos": "news", "lemma": "news", "depparse": "news", "ner": "news"})
    assert {(p.name, p.complete) for p in available(folder)} >= {("default", True), ("other", False)}


def test_any_package_name_goes_the_same_way(folder: Path) -> None:
    document = load_pipeline("default", folder)("Lena Holt said no.")
    assert [word.text for word in document.sentences[0].words] == ["Lena", "Holt", "said", "no", "."]


def test_a_package_without_names_borrows_them(folder: Path) -> None:
    change(folder, lean={"tokenize": "news", "pos": "news", "lemma": "news", "depparse": "news"})
    check_model("lean", folder)
    assert "ner/news.pt" in identity("lean", folder)


def test_several_models_for_names_are_all_needed(folder: Path) -> None:
    package = {"tokenize": "news", "pos": "news", "lemma": "news", "depparse": "news"}
    change(folder, semicolon=package | {"ner": "news;more"}, listed=package | {"ner": ["news", "more"]})
    for name in ("semicolon", "listed"):
        with pytest.raises(ModelError, match=r"en/ner/more\.pt"):
            check_model(name, folder)


def test_what_is_not_downloaded_names_the_command(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(ModelError, match=f"quotes models download default --model-dir {tmp_path}$"):
        load_pipeline("default", tmp_path)
    (folder / "en" / "depparse" / "news.pt").unlink()
    with pytest.raises(ModelError, match=r"missing: en/depparse/news\.pt.*quotes models download default"):
        load_pipeline("default", folder)


def test_a_name_that_there_is_not(folder: Path) -> None:
    with pytest.raises(ModelError, match=r"no model 'defualt' .*there are: default, news"):
        check_model("defualt", folder)


def test_damaged_files_are_told_in_one_line(folder: Path) -> None:
    model = folder / "en" / "tokenize" / "news.pt"
    model.unlink()
    model.write_bytes(b"not a model")
    with pytest.raises(ModelError, match=r"does not load .*quotes models download default") as caught:
        load_pipeline("default", folder)
    assert "\n" not in str(caught.value)
    skipped: list[Skipped] = []
    with pytest.raises(ModelError, match="does not load"):  # no fault of the article, which is the first to need it
        list(Parser("default", folder).pairs([Article("a", "It rained.")], skipped.append))
    assert skipped == []
    (folder / "resources.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelError, match="remove it and download"):
        check_model("default", folder)


def test_a_program_in_the_place_of_weights_does_not_run(tmp_path: Path, folder: Path) -> None:
    class Program:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.mkdir, (str(tmp_path / "it ran"),)

    model = folder / "en" / "tokenize" / "news.pt"
    model.unlink()
    torch.save({"model": Program()}, model)
    with pytest.raises(ModelError, match="does not load") as caught:
        load_pipeline("default", folder)
    assert not (tmp_path / "it ran").exists() and "False" not in str(caught.value)


def test_the_bundled_model_is_never_downloaded(tmp_path: Path) -> None:
    assert stanza_models.download("news") == BUNDLED_FOLDER
    with pytest.raises(ModelError, match="leave out --model-dir"):
        stanza_models.download("news", tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """Stanza's download site in small: its list of resources, and the bundled files as its package ``default``."""
    from stanza.resources.common import DEFAULT_RESOURCES_VERSION

    site = tmp_path / "site"
    site.mkdir()
    (site / "en").symlink_to(BUNDLED_FOLDER / "en")

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as http:
        address = f"http://127.0.0.1:{http.server_port}"
        resources = json.loads((BUNDLED_FOLDER / "resources.json").read_text(encoding="utf-8"))
        resources["url"] = address + "/{lang}/{filename}"
        (site / f"resources_{DEFAULT_RESOURCES_VERSION}.json").write_text(json.dumps(resources), encoding="utf-8")
        threading.Thread(target=http.serve_forever, daemon=True).start()
        yield address
        http.shutdown()


def download(name: str, folder: Path, address: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, because Stanza reads the address when it is imported."""
    command = [*QUOTES, "models", "download", name, "--model-dir", str(folder)]
    environment = os.environ | {"STANZA_RESOURCES_URL": address, "NO_PROXY": "127.0.0.1"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)


def test_a_download_brings_all_that_the_package_needs(tmp_path: Path, server: str) -> None:
    done = download("default", tmp_path / "got", server)
    assert (done.returncode, done.stdout) == (0, f"default lies in {tmp_path / 'got'}\n")
    check_model("default", tmp_path / "got")
    assert identity("default", tmp_path / "got") == identity("default", BUNDLED_FOLDER)
    wrong = download("defualt", tmp_path / "got", server)
    assert wrong.returncode == 2 and "no model 'defualt'" in wrong.stderr


def test_a_download_without_network_is_one_line(tmp_path: Path) -> None:
    done = download("default", tmp_path / "got", "http://127.0.0.1:1")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "check network" in done.stderr and "default" in done.stderr
