"""Templates of the user's own: they take the place of ours, stay escaped, and their mistakes are named."""

from pathlib import Path

import pytest
from report_samples import road, short

from reports.pages.render import Pages
from reports.pages.templating import BrokenTemplate


def pages_with(folder: Path, **templates: str) -> Pages:
    for name, text in templates.items():
        (folder / f"{name}.html.j2").write_text(text, encoding="utf-8")
    return Pages(template_dir=folder)


def test_a_template_of_the_same_name_takes_the_place_of_ours(tmp_path: Path) -> None:
    own = '{% extends "base.html.j2" %}{% block main %}<p id="own">{{ title }}</p>{% endblock %}'
    page = pages_with(tmp_path, article=own).article(road())
    assert '<p id="own">Ellmoor’s bridges stay shut until spring</p>' in page
    assert "Content-Security-Policy" in page


def test_a_part_of_ours_can_be_changed_for_all_pages(tmp_path: Path) -> None:
    (tmp_path / "style.css.j2").write_text("body { color: teal }", encoding="utf-8")
    assert "body { color: teal }" in Pages(template_dir=tmp_path).article(road())


def test_a_users_template_can_add_to_ours(tmp_path: Path) -> None:
    (tmp_path / "style.css.j2").write_text(
        '{% include "ours/style.css.j2" %}\n:root { --link: teal }', encoding="utf-8"
    )
    own = '{% extends "ours/article.html.j2" %}{% block colophon %}For the ombudsman.{% endblock %}'
    page = pages_with(tmp_path, article=own).article(road())
    assert "--link: teal" in page and "--serif" in page
    assert "For the ombudsman." in page and 'id="statement-1"' in page


def test_what_articles_say_is_escaped_in_a_users_template_too(tmp_path: Path) -> None:
    own = '<title>{{ title }}</title>{{ _("%(title)s: the figures", title=title) }}'
    page = pages_with(tmp_path, article=own).article(short("a", "Ann Bell", "witness", "It rained", title="<b>&"))
    assert page == "<title>&lt;b&gt;&amp;</title>&lt;b&gt;&amp;: the figures"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("<p>\n{% if %}</p>", 2, "Expected an expression"),
        ("<p>\n\n{% block x %}", 3, "Unexpected end of template"),
    ],
)
def test_a_template_that_cannot_be_read_is_told_before_the_work(
    tmp_path: Path, text: str, line: int, reason: str
) -> None:
    with pytest.raises(BrokenTemplate, match=reason) as told:
        pages_with(tmp_path, article=text)
    assert f"{tmp_path / 'article.html.j2'}, line {line}: " in str(told.value)


@pytest.mark.parametrize(
    "mistake", ["{{ no_such_thing }}", "{{ title + 1 }}", "{{ article.nothing.at_all }}", "{{ 1 / 0 }}"]
)
def test_a_mistake_while_filling_is_told_with_file_and_line(tmp_path: Path, mistake: str) -> None:
    pages = pages_with(tmp_path, article=f"<p>\n<b>\n{mistake}")
    with pytest.raises(BrokenTemplate) as told:
        pages.article(road())
    assert f"{tmp_path / 'article.html.j2'}, line 3: " in str(told.value)


def test_a_template_that_is_missing_is_told(tmp_path: Path) -> None:
    pages = pages_with(tmp_path, article='<p>\n{% include "nowhere.html.j2" %}')
    with pytest.raises(BrokenTemplate, match="nowhere"):
        pages.article(road())


def test_a_folder_that_overrides_nothing_is_told_with_the_names(tmp_path: Path) -> None:
    with pytest.raises(BrokenTemplate, match=r"article\.html\.j2"):
        pages_with(tmp_path, artcle="<p>")
    with pytest.raises(BrokenTemplate, match="no folder"):
        Pages(template_dir=tmp_path / "nowhere")
