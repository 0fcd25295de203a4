"""An executed notebook becomes a sound page that shows what is published and nothing else."""

from __future__ import annotations

import re
from collections import Counter

import html5lib
import nbformat.v4 as v4
import pytest
from bs4 import BeautifulSoup
from nbformat import NotebookNode

from svod.blocks import Cell, Column, Row, Table
from svod.blocks.mime import BLOCK
from svod.errors import BuildError
from svod.params.publication import Erratum
from svod.parts import PARTS
from svod.publish.page import PageExporter, arrange
from svod.report.opening import REPORT


def page_of(notebook: NotebookNode) -> str:
    return PageExporter(publication="Комплексная аналитика. Челябинская область").from_notebook_node(notebook)[0]


@pytest.fixture
def page(make_notebook) -> BeautifulSoup:
    return BeautifulSoup(page_of(make_notebook()), "html5lib")


def cell_with(*outputs: NotebookNode, tags: tuple[str, ...] = (), id: str = "part-07-more") -> NotebookNode:
    cell = v4.new_code_cell("secret_source()", outputs=list(outputs), execution_count=1, metadata={"tags": list(tags)})
    return NotebookNode({**cell, "id": id})


def test_the_page_is_valid_html_and_the_same_every_time(make_notebook) -> None:
    first, second = page_of(make_notebook()), page_of(make_notebook())
    assert first == second
    html5lib.HTMLParser(strict=True).parse(first)
    assert first.startswith('<!doctype html>\n<html lang="ru">')


def test_ten_parts_stand_in_order_and_the_contents_lead_to_them(page) -> None:
    parts = page.select("section.part")
    assert [part["aria-labelledby"] for part in parts] == [part.anchor for part in PARTS]
    assert [part.h2["id"] for part in parts] == [part.anchor for part in PARTS]
    assert [part.h2.select("span")[0].text for part in parts] == [str(part.number) for part in PARTS]
    assert [part.find("p").text.replace("\u00a0", " ") for part in parts] == [
        f"Текст части {part.number}." for part in PARTS
    ]
    links = [link["href"] for link in page.select("nav.toc ol a")]
    assert links == [f"#{part.anchor}" for part in PARTS] + ["#o-dannyh"]


def test_title_stands_above_the_parts_and_provenance_after_them(page) -> None:
    assert page.select_one("main > .title h1").text == "Обеспеченность учебниками"
    assert page.select_one("main > p.lede") is not None
    assert page.title.text == "Обеспеченность учебниками – Комплексная аналитика. Челябинская область"
    about = page.select_one("section.about")
    assert about.find_parent("section") is None
    assert about.find_previous("section", class_="part").h2["id"] == "part-10"


def test_ids_are_unique_ascii_and_every_reference_resolves(page) -> None:
    ids = Counter(tag["id"] for tag in page.select("[id]"))
    assert max(ids.values()) == 1 and all(id.isascii() for id in ids)
    for tag in page.select("[aria-labelledby], [for]"):
        assert ids[tag.get("aria-labelledby") or tag.get("for")] == 1
    assert all(ids[link["href"][1:]] for link in page.select('a[href^="#"]'))


def test_source_is_one_click_away_where_a_table_or_figure_is(page) -> None:
    sources = page.select("section.part > details.src")
    assert [source.find_parent("section").h2["id"] for source in sources] == ["part-07", "part-08", "part-09"]
    assert "indicators_table(indicators)" in sources[0].select_one("pre code").text
    assert sources[0].summary.text == "как посчитано: таблица 7.1"
    assert sources[0].p.text.replace("\u00a0", " ") == "доля = 100 × число / все"
    assert not any(source.has_attr("open") for source in sources)
    outside = "".join(text for text in page.main.find_all(string=True) if text.find_parent("details") is None)
    assert (
        "open_report" not in page.main.text
        and "indicators_table" not in outside
        and 'procedure = "' not in page.main.text
    )


def test_what_is_not_published(make_notebook) -> None:
    html = v4.new_output("display_data", data={"text/html": "<p>видно</p>", "text/plain": "текстом"})
    cells = (
        cell_with(
            v4.new_output("stream", name="stderr", text="warning: secret"),
            html,
            v4.new_output("stream", name="stdout", text="напечатано <b>"),
            v4.new_output("execute_result", data={"text/plain": "итог <i>"}, execution_count=1),
        ),
        cell_with(html, tags=("hide",), id="part-07-hidden"),
    )
    page = page_of(make_notebook(more=cells))
    assert "secret" not in page and "текстом" not in page
    assert page.count("<p>видно</p>") == 1
    assert "напечатано &lt;b&gt;" in page and '<pre tabindex="0">итог &lt;i&gt;</pre>' in page


def test_a_word_of_the_data_never_becomes_markup(make_notebook) -> None:
    attack = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    page = page_of(make_notebook(name=attack))
    html5lib.HTMLParser(strict=True).parse(page)
    soup = BeautifulSoup(page, "html5lib")
    assert len(soup.select("script")) == 1 and not soup.select("img") and not soup.select("[onerror]")
    assert soup.h1.text == attack


def test_markdown_of_a_notebook_is_prose_not_markup(make_notebook) -> None:
    notebook = make_notebook()
    notebook.cells.insert(3, v4.new_markdown_cell("Из **42** баллов <script>alert(1)</script>"))
    page = page_of(notebook)
    assert "<strong>42</strong>" in page and "<script>alert" not in page


def test_the_shell_is_light(make_notebook) -> None:
    notebook = make_notebook()
    shown = sum(len(output.data["text/html"].encode()) for cell in notebook.cells for output in cell.get("outputs", ()))
    assert len(page_of(notebook).encode()) - shown <= 40_000


def test_the_page_asks_the_network_for_nothing(make_notebook) -> None:
    assert not re.findall(
        r"""(?:src|href|action)\s*=\s*["']?https?:|url\(\s*["']?https?:|@import|fetch\(|XMLHttpRequest""",
        page_of(make_notebook()),
    )


def test_links_are_relative_to_the_page(make_notebook) -> None:
    page = page_of(make_notebook(path="pair/07-libraries/zlatoustovskiy-go.html"))
    assert 'href="../../index.html#procedury" aria-current="page"' in page and 'href="../group/conditions.html"' in page


def test_a_report_without_neighbours_has_no_list_of_them(make_notebook) -> None:
    assert "Рядом" not in page_of(make_notebook(links=()))


ABOVE = {
    "trail": [["../../index.html", "Регион"]],
    "under": {"heading": "Справки", "links": [["a.html", "Ашинский МР"]]},
}


def test_pages_above_stand_over_the_title_and_pages_below_before_the_provenance(make_notebook) -> None:
    notebook = make_notebook()
    next(iter(notebook.cells[1].outputs)).data[REPORT] |= ABOVE
    html = page_of(notebook)
    html5lib.HTMLParser(strict=True).parse(html)
    page = BeautifulSoup(html, "html5lib")
    assert [link["href"] for link in page.select(".crumbs a")] == ["../../index.html"]
    under = page.select_one("nav.under")
    assert under.h2.text == "Справки" and under.find_next("section")["class"] == ["about"]
    assert under.find_parent("section") is None
    assert [link["href"] for link in page.select("nav.toc ol a")][-2:] == ["#spisok", "#o-dannyh"]


def test_how_it_was_computed_names_parameters_and_hashes(make_notebook) -> None:
    notebook = make_notebook()
    rows = [["Методика", "2022, sha256 0a1b…"], ["Данные", "учебные данные; срез, sha256 2c3d…"], ["Файлы", "a.xlsx"]]
    notebook.cells[-1].outputs[0].data[BLOCK] |= {"rows": rows}
    said = [told.text for told in BeautifulSoup(page_of(notebook), "html5lib").select("details.src > p.ev")]
    assert len(said) == 3 and set(said) == {
        "Параметры: издание 2022, процедура 07-libraries; методика: sha256 0a1b…; данные: sha256 2c3d… (О\u00a0данных)"
    }


def test_a_correction_is_told_under_the_title_of_its_page_alone(make_notebook) -> None:
    errata = tuple(
        Erratum(page=page, date="2026-12-01", text="<b>Исправлена</b> таблица 7.1.")
        for page in ("procedure/07-libraries.html", "map.html")
    )
    html = PageExporter(errata=errata).from_notebook_node(make_notebook())[0]
    html5lib.HTMLParser(strict=True).parse(html)
    note = BeautifulSoup(html, "html5lib").select_one(".errata")
    assert note.p.text == "Исправлено 1 декабря 2026 года. <b>Исправлена</b> таблица\u00a07.1."
    assert note.find_previous("h1") and "Исправлено" not in page_of(make_notebook())


def test_a_link_to_a_table_stays_good_whatever_is_said_in_it(make_notebook) -> None:
    def ids(page: str) -> list[str]:
        return [tag["id"] for tag in BeautifulSoup(page, "html5lib").select("main [id]")]

    before = ids(page_of(make_notebook()))
    assert {"tab-7-1", "tab-8-1", "ris-9-1", "ris-9-1-data", "vyvod-1"} <= set(before)
    assert ids(page_of(make_notebook(name="Другое имя", links=()))) == before


def broken(notebook: NotebookNode, what: str) -> NotebookNode:
    ids = [cell.id for cell in notebook.cells]
    if what == "failed":
        notebook.cells.insert(
            4, cell_with(v4.new_output("error", ename="KeyError", evalue="'9.1'", traceback=["secret trace"]))
        )
    elif what == "swapped":
        a, b = ids.index(PARTS[1].id), ids.index(PARTS[2].id)
        notebook.cells[a], notebook.cells[b] = notebook.cells[b], notebook.cells[a]
    elif what == "misheaded":
        notebook.cells[ids.index(PARTS[4].id)].source = "## 6. Периоды"
    elif what == "unexecuted":
        notebook.cells[1].outputs = []
    elif what == "unsigned":
        del notebook.cells[-1]
    elif what == "bare picture":
        notebook.cells.insert(
            4, cell_with(v4.new_output("display_data", data={"image/png": "aGk=", "text/plain": "<Figure>"}))
        )
    return notebook


@pytest.mark.parametrize(
    ("what", "fault"),
    [
        ("failed", "ячейка «part-07-more»: KeyError: '9.1'"),
        ("swapped", "частей должно быть десять, по порядку; есть: 1, 3, 2"),
        ("misheaded", "ячейка «part-05-periods»: первой строкой нужно «## 5. Периоды (годы) аналитики»"),
        ("unexecuted", "блокнот не выполнен"),
        ("unsigned", "не показывает «О данных»"),
        ("bare picture", "покажите его блоком Figure"),
    ],
)
def test_a_report_that_is_not_sound_is_refused(make_notebook, what: str, fault: str) -> None:
    with pytest.raises(BuildError) as raised:
        page_of(broken(make_notebook(), what))
    assert fault in str(raised.value) and "trace" not in str(raised.value)


def test_a_repeated_id_is_refused(make_notebook) -> None:
    twice = v4.new_output("display_data", data={"text/html": '<p id="tab-7-1">второй раз</p>'})
    with pytest.raises(BuildError, match="id «tab-7-1» повторяется"):
        page_of(make_notebook(more=(cell_with(twice),)))


def test_the_notebook_itself_is_left_as_it_was(make_notebook) -> None:
    notebook = make_notebook()
    page_of(notebook)
    assert all("svod" not in cell.metadata for cell in notebook.cells)
    assert [item.number for item in arrange(notebook)] == list(range(1, 11))


def test_a_list_of_sources_has_nothing_to_recompute(make_notebook) -> None:
    columns = (Column("text", "Источник"), Column("basis", "Основание"))
    rows = (Row("a", {"text": Cell("Закон"), "basis": Cell("по памяти")}),)
    block = Table("7.2", "Источники", columns, rows)
    output = v4.new_output("display_data", data=block._repr_mimebundle_())
    page = BeautifulSoup(page_of(make_notebook(more=(cell_with(output),))), "html5lib")
    assert page.select_one("#tab-7-2") is not None
    assert "secret_source" not in page.text


def test_the_style_of_a_live_notebook_stays_out_of_the_page(make_notebook) -> None:
    style = '<style class="svod-live">.jp{color:red}</style>\n'
    output = v4.new_output("display_data", data={"text/html": f"{style}<p>живой</p>", "text/plain": ""})
    text = page_of(make_notebook(more=(cell_with(output),)))
    assert "живой" in text and "svod-live" not in text
    assert text.count("<style") == 1
