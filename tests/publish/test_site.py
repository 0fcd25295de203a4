"""The shell of a page and the last check before it is written."""

from __future__ import annotations

import base64
import hashlib

import pytest

from svod.errors import BuildError
from svod.params.publication import Erratum
from svod.publish.site import Shell, checked, corrections, environment, stamp_of

SHELL = Shell(
    "Комплексная аналитика", "Заголовок", "pair/07-libraries/zlatoust.html", "procedures", (("index.html", "Регион"),)
)


def rendered(shell: Shell) -> str:
    template = environment().from_string(
        "{% import 'shell.html.j2' as shell %}{{ shell.open(page) }}{{ shell.contents(page, []) }}"
        '<h2 id="o-dannyh">О данных</h2>{{ shell.close(page) }}'
    )
    return template.render(page=shell)


@pytest.mark.parametrize(
    ("path", "root"), [("index.html", ""), ("group/overall.html", "../"), ("pair/07-libraries/a.html", "../../")]
)
def test_links_lead_from_any_depth(path: str, root: str) -> None:
    shell = Shell("Свод", "Страница", path, "home", (("map.html", "Карта"),))
    assert shell.root == root
    assert shell.sections[0].href == root + "index.html"
    assert [link.href for link in shell.neighbours] == ["map.html"]


def test_pages_above_and_below_are_lists_of_their_own() -> None:
    shell = Shell(
        "Свод", "С", "group/a.html", "ratings", (), (("../index.html", "Регион"),), "Ниже", (("b.html", "Б"),)
    )
    assert [(link.href, link.label) for link in (*shell.above, *shell.below)] == [
        ("../index.html", "Регион"),
        ("b.html", "Б"),
    ]
    assert 'aria-label="Страницы выше"' in rendered(shell) and 'href="#spisok"' not in rendered(SHELL)


def test_corrections_are_those_of_the_page_latest_first() -> None:
    made = [("a.html", "2026-12-01", "Раз"), ("b.html", "2026-12-02", "Два"), ("a.html", "2027-01-15", "Не 4, а 5 %")]
    errata = [Erratum(page=page, date=date, text=text) for page, date, text in made]
    assert corrections(errata, "a.html") == (
        ("15 января 2027 года", "Не\u00a04, а\u00a05\u00a0%"),
        ("1 декабря 2026 года", "Раз"),
    )
    assert corrections(errata, "c.html") == ()


def test_only_the_first_page_carries_the_search() -> None:
    home = Shell("Свод", "Регион", "index.html", "home")
    assert len(home.script) > len(SHELL.script) and home.script.startswith(SHELL.script)


def test_the_section_of_the_reader_is_marked_once() -> None:
    assert rendered(SHELL).count('aria-current="page"') == 1
    assert [link.label for link in SHELL.sections if link.current] == ["Процедуры"]


def test_the_policy_admits_this_script_and_no_other() -> None:
    page = rendered(SHELL)
    script = page.partition("<script>")[2].partition("</script>")[0]
    assert base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() in SHELL.policy
    assert "script-src 'sha256-" in SHELL.policy and "default-src 'none'" in SHELL.policy


def test_names_of_the_shell_are_escaped() -> None:
    page = rendered(Shell("<b>А</b>", '"><script>alert(1)</script>', "index.html", "home", (("x.html", "<i>"),)))
    assert "<b>А" not in page and "<script>alert" not in page and "<i>" not in page


def test_the_sheet_stays_small() -> None:
    assert len(SHELL.css.encode()) < 18_000
    assert "http" not in SHELL.css + SHELL.script


def test_the_edition_is_named_by_its_state(assessment) -> None:
    assert stamp_of(assessment) == ("Проект", "Издание 2022 года, редакция 1.")
    edition = assessment.params.edition.model_copy(update={"status": "published"})
    published = type(assessment)(
        assessment.params.model_copy(update={"edition": edition}),
        assessment.yearly,
        assessment.period,
        assessment.attainable,
    )
    assert stamp_of(published)[0] == "Опубликовано"
    assert assessment.params.masthead.endswith(assessment.params.region.name)


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        ('<p id="a"></p><p id="a"></p>', "id «a» повторяется"),
        ('<p id="часть"></p>', "id «часть»"),
        ('<a href="#nowhere">x</a>', "#nowhere никуда не ведёт"),
        ('<section aria-labelledby="b"></section>', "#b никуда не ведёт"),
        ('<img alt="" src="https://example.org/a.png">', "запрашивает https://example.org/a.png"),
        ('<img alt="" src="picture.png">', "запрашивает picture.png"),
        ('<link rel="stylesheet" href="//example.org/a.css">', "запрашивает //example.org/a.css"),
        ('<p style="background:url(&quot;https://example.org&quot;)">', "запрашивает https://example.org"),
        ("<style>@import 'a.css';</style>", "запрашивает a.css"),
        ("<style>p{background:url( https://example.org/a )}</style>", "запрашивает https://example.org/a"),
    ],
)
def test_an_unsound_page_is_not_written(page: str, fault: str) -> None:
    with pytest.raises(BuildError, match=r"Страница x\.html не записана") as raised:
        checked(page, "x.html")
    assert fault in str(raised.value)


def test_a_sound_page_is_written_as_it_is() -> None:
    page = '<p id="a" data-id="a"><a href="#a">a</a><a href="https://example.org">x</a><img alt="" src="data:,"></p>'
    page += '<i style="fill:url(#a)"></i>'
    assert checked(page, "x.html") == page
