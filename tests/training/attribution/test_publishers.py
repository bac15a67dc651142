"""The gold standard of the papers that the models have not seen, beside what these models find."""

import json
from pathlib import Path

from training.attribution.publishers import write_gold


def test_only_the_papers_held_out_are_in_the_gold_standard(tmp_path: Path) -> None:
    dev = tmp_path / "dev"
    for folder in ("text", "attributions"):
        (dev / folder).mkdir(parents=True)
    names = ("nyt_2016-09-12_road", "gazette_2016-09-13_barn")
    for name in names:
        (dev / "attributions" / f"{name}_anna.ann").write_text("T1\tSource 0 4\tBell\n", encoding="utf-8")
    sentences = [json.dumps({"id": f"{name}_anna", "tokens": ["Rain"]}) + "\n" for name in names]
    (dev / "sentences.jsonl").write_text("".join(sentences), encoding="utf-8")
    write_gold(tmp_path, tmp_path / "gold")
    assert [path.name for path in (tmp_path / "gold" / "attributions").iterdir()] == ["nyt_2016-09-12_road_anna.ann"]
    assert (tmp_path / "gold" / "sentences.jsonl").read_text(encoding="utf-8") == sentences[0]
