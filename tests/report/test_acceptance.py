"""What holds on every page: numbers agree with their cells, words differ, nothing is shown before it is named."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations
from math import floor
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from bs4 import BeautifulSoup, Tag

from svod.blocks import Figure, Findings, Note, Table, Text, Title, Verdict
from svod.params import Params, load_params
from svod.report.assessment import Assessment, assess
from svod.store import Snapshot
from svod.wording.numbers import NBSP

PROCEDURES = (
    "01-ejournals", "02-infrastructure", "03-objectivity", "04-admissions", "05-adapted-programmes",
    "06-main-programmes", "07-libraries", "08-heads", "09-learning-results", "10-vpr",
    "11-project-500", "12-riko", "13-olympiads", "14-upbringing", "15-career-guidance",
    "16-preschool-indicators", "17-preschool-quality", "18-mkdo",
)  # fmt: skip
PAGES = (
    *(f"procedure/{id}" for id in PROCEDURES),
    *(f"group/{id}" for id in ("conditions", "outcomes", "processes", "overall")),
    *(f"municipality/{code}" for code in ("ashinskiy-mr", "karabashskiy-go", "ozerskiy-go")),
    "pair/08-heads/ashinskiy-mr",
    "pair/11-project-500/karabashskiy-go",
    "pair/15-career-guidance/nagaybakskiy-mr",
    "pair/17-preschool-quality/ozerskiy-go",
    "map",
)


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def bare(html: str) -> BeautifulSoup:
    """A page without its drawings."""
    return soup(re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL))


def words(element: Tag) -> str:
    """What an element says to the eye, but for the marks of notes; spaces all alike."""
    shown = (part for part in element.strings if part.parent.name != "sup" and not part.find_parent("sup"))
    return " ".join("".join(shown).replace(NBSP, " ").split())


# --- every quoted number is the number of its cell --------------------------------------------------------------------


def cells(page: BeautifulSoup) -> dict[str, str]:
    """Text of every cell of a page by `table/row/column`."""
    found = {}
    for table in page.select("div.tw[id]"):
        columns = [heading["data-col"] for heading in table.select("thead th")]
        for row in table.select("tr[data-row]"):
            for column, cell in zip(columns, row.find_all(["th", "td"], recursive=False), strict=True):
                found[f"{table['id']}/{row['data-row']}/{column}"] = words(cell)
    return found


def quote_faults(html: str) -> list[str]:
    """Numbers of the prose that are not what the named cell of the same page says."""
    page = bare(html)
    known = cells(page)
    return [
        f"{quote['data-cell']}: «{words(quote)}», in the table {known.get(quote['data-cell'])!r}"
        for quote in page.select("[data-cell]")
        if known.get(quote["data-cell"]) != words(quote)
    ]


def inside(content: Any, key: str) -> Iterator[dict[str, Any]]:
    """Every mapping with a key, however deep in a block's content."""
    if isinstance(content, dict):
        if key in content:
            yield content
        content = list(content.values())
    if isinstance(content, list):
        for part in content:
            yield from inside(part, key)


def content_faults(contents: list[dict[str, Any]]) -> list[str]:
    """The same over the structure from which the printed formats are made."""
    known = {
        f"{table['anchor']}/{row['key']}/{column}": cell["text"]
        for table in inside(contents, "rows")
        if table["block"] == "table"
        for row in table["rows"]
        for column, cell in row.get("cells", {}).items()
    }
    quotes = list(inside(contents, "cell"))
    return [f"{quote['cell']}: «{quote['text']}»" for quote in quotes if known.get(quote["cell"]) != quote["text"]]


@pytest.mark.parametrize("name", PAGES)
def test_every_quoted_number_is_the_number_of_its_cell(page, name: str) -> None:
    shown = page(name)
    assert not (faults := quote_faults(shown.html)), "\n".join(faults)
    contents = [block.content() for block in shown.blocks]
    assert not (faults := content_faults(contents)), "\n".join(faults)
    assert shown.html.count("data-cell=") >= (2 if name == "map" else 10)


def test_a_page_that_was_tampered_with_is_found_out(page) -> None:
    shown = page("procedure/08-heads")
    quote = next(item for item in bare(shown.html).select("[data-cell]") if words(item) == "30")
    for before, after in [
        (str(quote), str(quote).replace("30", "31")),
        (str(quote), str(quote).replace("tab-9-1/8-1/", "tab-9-1/8-9/")),
        ("<span>30</span>", "<span>29</span>"),
    ]:
        assert before in shown.html
        assert (
            quote["data-cell"].replace("8-1", "8-9" if "8-9" in after else "8-1")
            in quote_faults(shown.html.replace(before, after))[0]
        )


def test_a_structure_that_was_tampered_with_is_found_out(page) -> None:
    contents = [block.content() for block in page("procedure/08-heads").blocks]
    next(inside(contents, "cell"))["text"] += "0"
    assert len(content_faults(contents)) == 1


# --- words differ from one procedure to another -----------------------------------------------------------------------


def prose(shown: Any) -> list[str]:
    """Paragraphs outside headings and tables: the lede, texts, findings, and what a procedure says of itself; not the
    remarks that stand on every page."""
    found = []
    for block in shown.blocks:
        if isinstance(block, Title):
            found.append(block.lede.text())
        elif isinstance(block, Text):
            found += block.text().split("\n\n")
        elif isinstance(block, Findings):
            found += [part.text() for item in block.items for part in item]
        elif isinstance(block, Note) and block.kind == "words":
            found += block.markdown.split("\n\n")
    return [text.replace(NBSP, " ") for text in found]


def sentences(paragraph: str) -> list[str]:
    """Sentences of a paragraph, those of three words and more; «Таблица 9.1.» is a reference."""
    parts = re.split(r"(?<=[.!?])\s+(?=[А-ЯЁA-Z«])", paragraph)
    return [part for part in parts if len(part.split()) >= 3]


def masked(text: str, params: Params) -> str:
    """A sentence without names and numbers."""
    for item in params.procedures:
        for title in (item.analysis_title, item.title, item.genitive, item.short):
            text = text.replace(title, "П")
    for item in params.region.municipalities:
        for name in (item.full_name, item.genitive, item.dative, item.prepositional, item.name):
            text = text.replace(name, "М")
    text = re.sub(r"«[^«»]*(?:«[^«»]*»[^«»]*)*»", "«»", text)
    return re.sub(r"[+−]?\d+(?:[.,–-]\d+)*", "#", text)


def said(shown: Any, params: Params) -> frozenset[str]:
    """What a report says once names and numbers are masked."""
    return frozenset(masked(sentence, params) for text in prose(shown) for sentence in sentences(text))


def common_share(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of the shorter report's sentences that the other one says too."""
    return len(one & other) / min(len(one), len(other))


def test_names_and_numbers_are_masked_and_words_are_not(params: Params) -> None:
    text = (
        "По 8.1 «Книги» Ашинский МР (+33,3 п. п.) обогнал Троицкий МР на 12–15 мест. Таблица 9.1. Так бывает и иначе."
    )
    first, last = sentences(text)
    assert masked(first, params) == "По # «» М (# п. п.) обогнал М на # мест."
    assert masked(last, params) == last


def test_reports_of_two_procedures_share_at_most_half_of_their_sentences(page, params: Params) -> None:
    reports = {id: said(page(f"procedure/{id}"), params) for id in PROCEDURES}
    assert min(map(len, reports.values())) > 40
    shares = {pair: common_share(*(reports[id] for id in pair)) for pair in combinations(PROCEDURES, 2)}
    alike = {pair: round(share, 3) for pair, share in shares.items() if share > 0.5}
    assert alike == {}
    assert min(shares.values()) > 0.1, "reports that share nothing were not compared"


def test_a_report_that_repeats_another_is_found_out(page, params: Params) -> None:
    one = said(page("procedure/08-heads"), params)
    assert common_share(one, one) == 1
    renamed = frozenset(masked(sentence.replace("#", "7"), params) for sentence in one)
    assert common_share(one, renamed) == 1


# --- nothing broken is printed ----------------------------------------------------------------------------------------

NOT_WORDS = re.compile(r"\b(?:nan|NaN|None|inf|NaT)\b|[{}\ue000-\ue002]")
SLIPS = re.compile(
    r"[ \u00a0]{2}|[ \u00a0][,.;:](?!\d)|(?<!\.)\.\.(?!\.)|п\.[ \u00a0]п\.\.|«»|\([ \u00a0]|,,|[ \u00a0]-[ \u00a0]|—"
)
SMALL_START = re.compile(r"^[a-zа-яё]|(?<=[а-яё]{3}[.!?])[ \u00a0][а-яё]|(?<=[»)%][.!?])[ \u00a0][а-яё]")


def strings(html: str) -> tuple[list[str], list[str]]:
    """Texts that a page shows (paragraphs, cells, captions, notes, labels) and words of its drawings."""
    page = soup(html)
    labels = [item["aria-label"] for item in page.select("[aria-label]")]
    drawn = [text for svg in page.find_all("svg") for text in svg.extract().find_all(string=True) if text.strip()]
    for fine in page.select("a, span, sup, b, abbr, em, strong, i"):
        fine.unwrap()
    page.smooth()
    return [text for text in (str(part).strip() for part in page.find_all(string=True)) if text] + labels, drawn


def slips(html: str) -> list[str]:
    """Traces of a missing value or of a badly filled template."""
    texts, drawn = strings(html)
    found = [(text, sign) for text in texts for pattern in (NOT_WORDS, SLIPS) for sign in pattern.finditer(text)]
    found += [(text, sign) for text in drawn for sign in NOT_WORDS.finditer(text)]
    return [f"«{sign[0]}»: {text[max(0, sign.start() - 40) : sign.end() + 40]}" for text, sign in found]


def statements(shown: Any) -> list[str]:
    """Everything that is said in sentences: prose, remarks, verdicts, notes of tables and words for a drawing."""
    found = prose(shown)
    for block in shown.blocks:
        if isinstance(block, Note) and block.kind == "note":
            found.append(block.markdown)
        elif isinstance(block, Table | Figure):
            found += [block.note, *([block.alt] if isinstance(block, Figure) else [])]
        elif isinstance(block, Verdict):
            found.append(block.words)
    return [text for text in found if text]


def badly_begun(texts: list[str]) -> list[str]:
    """Sentences that begin with a small letter."""
    return [text[max(0, sign.start() - 40) : sign.end() + 40] for text in texts for sign in SMALL_START.finditer(text)]


@pytest.mark.parametrize("name", PAGES)
def test_nothing_broken_is_printed_and_every_sentence_begins_well(page, name: str) -> None:
    assert not (faults := slips(page(name).html)), "\n".join(faults)
    assert not (faults := badly_begun(statements(page(name)))), "\n".join(faults)


@pytest.mark.parametrize(
    "text",
    [
        "итог nan %", "место None из 13", "от inf до 3", "не хватает {gap} балла", "два  пробела", "не прислали , но",
        "на 3 п. п..", "конец.. начало", "показатель «» растёт", "( таблица 2.1)", "без данных \u2014 нет",
    ],
)  # fmt: skip
def test_every_slip_is_found_out(text: str) -> None:
    assert slips(f"<p>Здесь {text}.</p>")
    assert not slips("<p>Изменение на 3,5 п. п. (таблица 2.1): «информация» – в финале… Итого 5 %.</p>")


def test_a_nan_in_a_drawing_and_a_slip_across_tags_are_found_out() -> None:
    assert slips("<svg><text>nan</text></svg>")
    assert slips("<p>место <b>5</b> .</p>")


@pytest.mark.parametrize("text", ["показатель растёт.", "Показатель растёт. он велик.", "Рост (п. 5). он велик."])
def test_a_small_first_letter_is_found_out(text: str) -> None:
    assert badly_begun([text])
    assert not badly_begun(["Рост на 3 п. п. за год, т. е. заметный. Он велик. «ВПР» растут. 5 из 7 – много."])


# --- nothing is shown before it is named ------------------------------------------------------------------------------


def reference_faults(html: str) -> list[str]:
    """Tables and figures that no text before them refers to, references to what is not there or by a wrong number."""
    page, named, faults = bare(html), set(), []
    anchors = [element["id"] for element in page.select("[id]")]
    for element in page.find_all(True):
        target = element.get("href", "") if element.name == "a" else ""
        if target.startswith("#") and not element.find_parent("table"):
            named.add(target[1:])
            if target[1:].startswith(("tab-", "ris-")) and words(element).split()[-1] != target[5:].replace("-", "."):
                faults.append(f"{target} is called «{words(element)}»")
        shown = element.get("id", "")
        if re.fullmatch(r"(?:tab|ris)-\d+-\d+", shown) and shown not in named:
            faults.append(f"{shown}: no text before it refers to it")
    faults += [f"#{name}: not on this page" for name in sorted(named - set(anchors))]
    return faults + [f"{id}: twice" for id in sorted({id for id in anchors if anchors.count(id) > 1})]


@pytest.mark.parametrize("name", PAGES)
def test_every_table_and_figure_is_named_before_it_is_shown(page, name: str) -> None:
    assert not (faults := reference_faults(page(name).html)), "\n".join(faults)


def test_references_to_another_page_lead_somewhere(page) -> None:
    there = {element["id"] for element in soup(page("map").html).select("[id]")}
    links = [link["href"] for name in PAGES for link in bare(page(name).html).select("a[href*='map.html#']")]
    assert len(links) >= 8
    assert {link.partition("#")[2] for link in links} <= there


TABLE = '<div class="tw" id="tab-1-1"><table><tr><td>1</td></tr></table></div>'
NAMED = '<p><a href="#tab-1-1">таблица 1.1</a></p>'


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        (TABLE, "tab-1-1: no text before it"),
        (TABLE + NAMED, "tab-1-1: no text before it"),
        (NAMED, "#tab-1-1: not on this page"),
        (NAMED.replace("таблица 1.1", "таблица 1.2") + TABLE, "#tab-1-1 is called «таблица 1.2»"),
        (NAMED + TABLE + TABLE, "tab-1-1: twice"),
        (NAMED + TABLE + TABLE.replace("tab-1-1", "ris-1-1"), "ris-1-1: no text before it"),
    ],
)
def test_a_misplaced_or_missing_reference_is_found_out(html: str, fault: str) -> None:
    assert reference_faults(NAMED + TABLE) == []
    assert any(found.startswith(fault) for found in reference_faults(html))


# --- a second methodology beside the first ----------------------------------------------------------------------------

OLD, NEW = "thresholds: [60]", "thresholds: [40]"


@pytest.fixture(scope="module")
def beside(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Params with a methodology in which 1.4 gives its point from 40 %, and an edition that goes by it."""
    folder = tmp_path_factory.mktemp("beside") / "params"
    shutil.copytree(root / "params", folder)
    shutil.copytree(folder / "methodology/2022", folder / "methodology/2022-b")
    shutil.copy(folder / "editions/2022.yml", folder / "editions/2022-b.yml")
    for name, old, new in [
        ("methodology/2022-b/rating.yml", 'version: "2022"', 'version: "2022-b"'),
        ("methodology/2022-b/indicators/01-ejournals.yml", OLD, NEW),
        ("editions/2022-b.yml", 'methodology: "2022"', 'methodology: "2022-b"'),
        ("editions/2022-b.yml", 'id: "2022"', 'id: "2022-b"'),
    ]:
        text = (folder / name).read_text("utf-8")
        assert text.count(old) == 1
        (folder / name).write_text(text.replace(old, new), "utf-8")
    return folder


@pytest.fixture(scope="module")
def whole(snapshot: Snapshot, params: Params) -> Assessment:
    return assess(snapshot.indicators, params)


def gains(rows: pd.DataFrame) -> dict[str, Fraction]:
    """By how much the period's points of 1.4 rise: the share of years between the new threshold and the old one."""
    between, years = Counter(), Counter()
    for line in rows[rows["indicator"] == "1.4"].dropna(subset=["numerator"]).itertuples():
        if line.denominator:
            years[line.municipality] += 1
            between[line.municipality] += 40 <= Fraction(line.numerator) / Fraction(line.denominator) * 100 < 60
    return {code: Fraction(between[code], years[code]) for code in years if between[code]}


def places_of(points: dict[str, Fraction]) -> dict[str, int]:
    """Places by points: equal ones share a place, no gaps."""
    steps = sorted(set(points.values()), reverse=True)
    return {code: steps.index(value) + 1 for code, value in points.items()}


def test_a_second_methodology_moves_what_its_change_implies_and_nothing_else(beside, whole, snapshot) -> None:
    first, second = load_params("2022", beside), load_params("2022-b", beside)
    assert (first.edition.methodology, second.edition.methodology) == ("2022", "2022-b")
    assert first.methodology.sha256 == whole.params.methodology.sha256 != second.methodology.sha256
    other, more = assess(snapshot.indicators, second), gains(snapshot.indicators)
    assert 3 < len(more) < 43
    for id in ("01-ejournals", "conditions", "overall"):
        before, after = whole.rating(id), other.rating(id)
        points = {code: value + more.get(code, 0) for code, value in before["points"].items()}
        assert dict(after["points"]) == points
        assert dict(after["place"]) == places_of(points)
        moved = {code for code in points if after.at[code, "place"] != before.at[code, "place"]}
        was, now = places_of(dict(before["points"])), places_of(points)
        assert moved == {code for code in was if was[code] != now[code]} != set()
    for id in (*PROCEDURES[1:], "outcomes", "processes"):
        pd.testing.assert_frame_equal(whole.rating(id), other.rating(id))


# --- missing is not zero ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["row", "number"])
def test_a_year_that_was_not_sent_leaves_the_mean_of_the_others(whole, snapshot, params, how: str) -> None:
    rows = snapshot.indicators
    yearly = whole.yearly[whole.yearly["indicator"] == "1.4"]
    scored = yearly[yearly["points"].notna()].set_index(["municipality", "year"])["points"]
    code = next(code for code in params.region.codes if scored[code].to_list() in ([0, 0, 1], [0, 1, 1]))
    year = 2022
    gone = (rows["indicator"] == "1.4") & (rows["municipality"] == code) & (rows["year"] == year)
    less = rows[~gone] if how == "row" else rows.assign(numerator=rows["numerator"].mask(gone, None))
    other = assess(less, params)
    rest = [Fraction(int(points)) for place, points in scored[code].items() if place != year]
    assert len(rest) == 2
    assert other.period.at[code, "1.4"] == sum(rest) / 2
    changed = [(line, column) for column in whole.period for line in whole.period.index
               if whole.period.at[line, column] != other.period.at[line, column]]  # fmt: skip
    assert changed == [(code, "1.4")]
    assert (other.yearly["status"] == "no_data").sum() == (whole.yearly["status"] == "no_data").sum() + 1


def test_not_applicable_gives_zero_points_and_is_listed_with_the_percent_over_the_rest(whole, page, params) -> None:
    without = ["karabashskiy-go", "lokomotivnyy-go"]
    codes = ["11.1", "11.2", "11.3"]
    for code in without:
        assert whole.period.loc[code, codes].tolist() == [None] * 3
        assert whole.indicators.loc[code, codes].tolist() == [0] * 3
        assert whole.procedures.at[code, "11-project-500"] == 0
    table = next(block for block in page("group/outcomes").blocks if getattr(block, "number", "") == "8.4")
    listed = {item.key: {key: cell.shown for key, cell in item.cells.items()} for item in table.rows}
    assert sorted(listed) == without
    for code in without:
        points = whole.groups.at[code, "outcomes"]
        assert listed[code]["percent"] == str(floor(points * 100 / 42 + Fraction(1, 2)))
        assert listed[code]["rescaled"] == str(floor(points * 100 / 38 + Fraction(1, 2)))
        assert listed[code]["items"] == "11.1, 11.2, 11.3"


def test_a_methodology_may_rescale_instead(beside, snapshot, whole) -> None:
    file = beside / "methodology/2022-b/rating.yml"
    text = file.read_text("utf-8")
    assert text.count("not_assessed: zero") == 1
    file.write_text(text.replace("not_assessed: zero", "not_assessed: rescale"), "utf-8")
    try:
        other = assess(snapshot.indicators, load_params("2022-b", beside), PROCEDURES[8:15])
    finally:
        file.write_text(text, "utf-8")
    for code in whole.period.index:
        gained = whole.groups.at[code, "outcomes"]
        lost = 4 if whole.period.at[code, "11.1"] is None else 0
        assert other.groups.at[code, "outcomes"] == gained * 42 / (42 - lost)
