"""Whatever is written into a text field of the inputs comes out as the same text, and does nothing, in every format."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterable
from itertools import count, cycle
from pathlib import Path
from typing import Any

import html5lib
import pytest
import yaml
from lxml import etree
from openpyxl import load_workbook
from pypdf import PdfReader

ADDRESS = "planted.example"
LEADING = (  # formulas: a spreadsheet takes for one what begins so
    f'=HYPERLINK("http://{ADDRESS}","y")', "+1+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", f'=WEBSERVICE("http://{ADDRESS}")',
)  # fmt: skip
TRAILING = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "&lt;blink&gt;", "</style><blink>", "</script><!--",
    "' onmouseover='alert(1)", "[x](javascript:alert(1))", f"![](http://{ADDRESS}/y.png)", "`код` *звезда* __черта__",
    f"<http://{ADDRESS}>", '#eval("1+1")', "$x$ @ref <label>", f'#link("http://{ADDRESS}")[x]', "\\u{ 41 } // */",
    "{{ 7*7 }}", "{% raw %}", "{} {0:x} { p }", "%s %(a)s $a", "{ TOC }", '{ HYPERLINK "x" }', "]]>", "<?x?>",
    "&amp;#60;", "&D&P", "\\N{BULLET }\\n",
)  # fmt: skip
PROSE = tuple(foreign for foreign in TRAILING if not re.search(r"\\|[*_`]|\]\(|&\w+;|<http", foreign))
"""For Markdown, where stars are stars no more."""
SHORT = ("<blink>", "=1+1", "{{7*7}}", "*a*", "#x", "$x$")
"""For fields that hold no more than 28 characters."""

HEAD = 300
"""Signs at the head of a page of a PDF: the running head, and the end of what was begun on the page before."""

STRUCTURE = {
    "id", "code", "number", "kind", "basis", "id_basis", "rule", "version", "methodology", "published", "status",
    "type", "notebook", "group", "indicator", "better", "base", "unit", "color", "level_rule", "rounding", "rank",
    "period", "not_assessed", "uncertainty", "procedure", "section", "counted", "same_as", "page", "date",
    "abbreviations", "snapshot", "agreement",
}  # fmt: skip
"""Keys whose values the program reads: the loader refuses others."""
LISTED = {"indicators", "motivating"}
"""Keys whose values are such keys when they are words."""

Planted = dict[int, str]
"""What was planted, by the number that stands behind it: «<script>alert(1)</script>§17§»."""


# --- planting -------------------------------------------------------------------------------------------------------


class Planter:
    """Gives every text a foreign one and a number to know it by."""

    def __init__(self) -> None:
        self.planted: Planted = {}
        self._numbers = count(1)
        self._foreign = {limit: cycle(words) for limit, words in ((0, LEADING + TRAILING), (28, SHORT), (-1, PROSE))}

    def __call__(self, text: str, limit: int = 0) -> str:
        """The text with a foreign one before or behind it, cut where there is no room for both; −1 is Markdown."""
        number, foreign = next(self._numbers), next(self._foreign[limit])
        self.planted[number] = foreign
        marked = f"{foreign}§{number}§"
        if limit > 0 or foreign in LEADING:
            return f"{marked} {text}"[: limit or None].strip()
        return f"{text} {marked}"

    def walk(self, value: Any, key: str = "") -> Any:
        """A value of a file of parameters with every text of it planted."""
        if isinstance(value, dict):
            return {name: value[name] if name in STRUCTURE else self.walk(value[name], name) for name in value}
        if isinstance(value, list):
            return [self.walk(item, key) for item in value]
        if isinstance(value, str) and key not in LISTED:
            return self(value, 28 if key == "short" else 0)
        return value


def plant_params(folder: Path, plant: Planter) -> None:
    """Plant every file of parameters, the words of the procedures, an erratum and the full names of abbreviations."""
    for file in sorted(folder.rglob("*.yml")):
        if file.name in ("demo.yml", "source.yml") or file.parent.name == "sources":
            continue  # no page says what stands there
        value = plant.walk(yaml.safe_load(file.read_text("utf-8")))
        if file.name == "publication.yml":
            pages = ("index.html", "about.html", "map.html", "procedure/10-vpr.html", "group/overall.html")
            value["errata"] = [{"page": page, "date": "2026-12-01", "text": plant("Опечатка.")} for page in pages]
            value["abbreviations"] = [{**item, "full": plant(item["full"])} for item in value["abbreviations"]]
        file.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10**6), "utf-8")
    for file in sorted(folder.glob("procedures/*.md")):
        lines = file.read_text("utf-8").splitlines()
        file.write_text("\n".join(line if line[:1] in ("#", "") else plant(line, -1) for line in lines) + "\n", "utf-8")


def plant_workbooks(folder: Path, names: dict[str, str], plant: Planter) -> None:
    """Plant every cell of words that the forms have room for; municipalities are called as the parameters call them."""
    free = {"Мера", "Ответственный", "Примечание"}
    for file in sorted(folder.glob("*.xlsx")):
        book = load_workbook(file)
        heading: dict[int, str] = {}
        for row in book.active.iter_rows():
            if heading:
                for cell in row:
                    if heading.get(cell.column) in free:
                        cell.value = plant(cell.value or "Слова")
                    elif cell.value in names:
                        cell.value = names[cell.value]
            elif row[0].value == "Муниципалитет":
                heading = {cell.column: cell.value for cell in row}
            elif row[0].value in ("Процедура:", "Данные:", "Реестр:"):
                row[1].value = plant(row[1].value)
            for cell in row:
                cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
        book.save(file)


# --- reading --------------------------------------------------------------------------------------------------------


def bare(text: str) -> str:
    """Text as it is compared: without spaces, and without what typography, the breaking of lines and «lower» change."""
    return re.sub(r"[\s\u00ad\u2011-]", "", text).translate(str.maketrans("„“", "«»")).casefold()


def altered(texts: Iterable[str], planted: Planted, head: int = 0) -> list[str]:
    """Places behind the head of a text where a number stands behind anything but what was planted under it."""
    found = []
    for text in map(bare, texts):
        for mark in re.finditer(r"§(\d+)§", text):
            foreign = bare(planted[int(mark[1])])
            before = text[: mark.start()]
            if len(before) >= head and not before.endswith(foreign):
                found.append(f"{planted[int(mark[1])]} → {before[-60:]}")
    return found


def seen(texts: Iterable[str]) -> set[int]:
    """Numbers of the planting that are to be read."""
    return {int(number) for text in texts for number in re.findall(r"§(\d+)§", bare(text))}


def page_faults(file: Path, planted: Planted) -> tuple[list[str], set[int]]:
    """What is wrong with a page, and which texts it says: as text, in attributes, in the search index."""
    tree = html5lib.parse(file.read_text("utf-8"), namespaceHTMLElements=False)
    faults, said = [], []
    for node in tree.iter("*"):
        local = node.tag.rpartition("}")[2]
        if local in {"blink", "iframe", "object", "embed", "base"} or (local == "link" and node.get("rel") != "icon"):
            faults.append(f"element {local}")
        if local == "script" and (node.attrib or "alert(1)" in (node.text or "")):
            faults.append("foreign script")
        for key, value in node.attrib.items():
            if key.startswith("on") or key in {"srcset", "data", "poster", "action", "formaction"}:
                faults.append(f"{key}={value}")
            if key.endswith(("href", "src")) and re.match(r"\s*(?!data:(image/png;base64)?,)(\w+:|//)", value):
                faults.append(f"{key}={value}")
            if key == "style" and "url(" in value:
                faults.append(f"{key}={value}")
            said.append(value)
    body = tree.find("body")
    said += ["".join(part.itertext()) for part in body] + [tree.findtext("head/title")]
    return faults + altered(said, planted), seen(said)


def docx_faults(file: Path, planted: Planted) -> tuple[list[str], set[int]]:
    """Words of a document stay words: no field is made of them, nothing leads out of the file."""
    faults, said = [], []
    with zipfile.ZipFile(file) as parts:
        for name in parts.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            tree = etree.fromstring(parts.read(name))
            if name.endswith(".rels"):
                faults += [f"{name}: {node.get('Target')}" for node in tree if node.get("TargetMode") == "External"]
            for node in tree.iter("{*}instrText", "{*}fldSimple"):
                code = "".join([node.text or "", *map(str, node.attrib.values())])
                if "§" in code or ADDRESS in code:
                    faults.append(f"{name}: field {code}")
            said += ["".join(node.itertext("{*}t")) for node in tree.iter("{*}p")]
            said += [value for node in tree.iter("{*}docPr") for value in node.attrib.values()]
            said += [node.text or "" for node in tree] if name == "docProps/core.xml" else []
    return faults + altered(said, planted), seen(said)


def pdf_faults(file: Path, planted: Planted) -> tuple[list[str], set[int]]:
    """Nothing is evaluated: the text is there as it was written, and no link leads out of the file."""
    reader = PdfReader(file)
    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots") or ()]
    actions = [note["/A"] for note in notes if "/A" in note]
    faults = [str(action) for action in actions if action["/S"] not in ("/GoTo",)]
    faults += [key for key in ("/OpenAction", "/AA") if key in reader.trailer["/Root"]]
    said = [page.extract_text() for page in reader.pages]
    faults += altered(said, planted, HEAD) + altered([reader.metadata.title], planted)
    return faults, seen(said)


def xlsx_faults(file: Path, planted: Planted) -> tuple[list[str], set[int]]:
    """Every text is a text: no formula in any sheet, no link out of the workbook."""
    faults, said = [], []
    book = load_workbook(file)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" or (isinstance(cell.value, str) and cell.data_type != "s"):
                    faults.append(f"{sheet.title}!{cell.coordinate}: {cell.data_type} {cell.value}")
                if cell.hyperlink and (cell.hyperlink.target or ADDRESS in (cell.hyperlink.location or "")):
                    faults.append(f"{sheet.title}!{cell.coordinate}: → {cell.hyperlink.target}")
                said.append(cell.value if isinstance(cell.value, str) else "")
        for place in (sheet.oddHeader, sheet.oddFooter):
            said += [(part.text or "").replace("&&", "&") for part in (place.left, place.center, place.right)]
        said.append(sheet.title)
    with zipfile.ZipFile(file) as parts:
        links = [
            node for name in parts.namelist() if name.endswith(".rels") for node in etree.fromstring(parts.read(name))
        ]
        faults += [node.get("Target") for node in links if node.get("TargetMode") == "External"]
    return faults + altered(said, planted), seen(said)


CHECKS = {".html": page_faults, ".docx": docx_faults, ".pdf": pdf_faults, ".xlsx": xlsx_faults}


# --- the edition ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def edition(
    small: Callable[[], tuple[Path, Path]], make: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Planted, dict[str, str]]:
    """The small edition with foreign texts in every field: its folder, what was planted, where it is."""
    params, workbooks = small()
    plant, region = Planter(), params / "region.yml"
    was, _, now = (names_of(region), plant_params(params, plant), names_of(region))
    plant_workbooks(workbooks, dict(zip(was, now, strict=True)), plant)
    environment = {"SVOD_PARAMS": str(params), "SVOD_OUTPUT": str(tmp_path_factory.mktemp("planted"))}
    return make(environment, workbooks), plant.planted, environment


def names_of(region: Path) -> list[str]:
    return [item["name"] for item in yaml.safe_load(region.read_text("utf-8"))["municipalities"]]


@pytest.fixture(scope="module")
def compared(edition: Any, run: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output in which an altered edition was judged and compared with the planted one."""
    folder, _, environment = edition
    output = tmp_path_factory.mktemp("altered")
    shutil.copytree(folder.parent, output, dirs_exist_ok=True)
    for file in (output / folder.name / "notebooks").rglob("*.ipynb"):
        text = json.dumps(json.loads(file.read_text("utf-8")), ensure_ascii=False).replace("Троицк", "Троицкк")
        file.write_text(re.sub(r'("points": {"text": "[^"]*", "value": )(?=\d)', r"\g<1>1", text), "utf-8")
    environment = {**environment, "SVOD_OUTPUT": str(output)}
    run(environment, "gate", code=1)
    run(environment, "diff", str(folder), folder.name)
    return output


@pytest.mark.parametrize("suffix", CHECKS)
def test_planted_texts_are_read_and_do_nothing(edition: Any, suffix: str) -> None:
    folder, planted, _ = edition
    files = [file for place in ("site", "collection") for file in sorted((folder / place).rglob(f"*{suffix}"))]
    assert len(files) == {".html": 23, ".xlsx": 22}.get(suffix, 21)
    if suffix == ".pdf":  # slow to read: one of every kind
        files = list({file.relative_to(folder).parts[1]: file for file in files}.values())
    said: set[int] = set()
    for file in files:
        faults, here = CHECKS[suffix](file, planted)
        assert faults == [], f"{file.relative_to(folder)}: {faults[:5]}"
        said |= here
    assert {planted[number] for number in said} >= {*LEADING, *TRAILING, *SHORT}


@pytest.mark.parametrize("name", ["2022/gate.html", "diff/*.html", "diff/*.xlsx"])
def test_planted_texts_do_nothing_where_editions_are_judged_and_compared(
    edition: Any, compared: Path, name: str
) -> None:
    (file,) = compared.glob(name)
    faults, said = CHECKS[file.suffix](file, edition[1])
    assert faults == [] and said
    faults = json.loads((compared / "2022" / "gate.json").read_text("utf-8"))["faults"]
    assert faults
    assert altered((words for fault in faults for words in fault.values()), edition[1]) == []


def test_the_search_of_the_first_page_finds_by_words_alone(edition: Any) -> None:
    page = (edition[0] / "site" / "index.html").read_text("utf-8")
    words = re.findall(r'data-q="([^"]*)"', page)
    assert words and all(re.fullmatch(r"[a-zа-я0-9 ]+", line) for line in words)


@pytest.mark.parametrize(
    ("name", "was", "now", "told"),
    [
        ("publication/publication.yml", "place: Челябинск", 'place: "Челя\\abинск"', "недопустимый знак U+0007"),
        ("region.yml", "name: Челябинская", 'name: "\\u202EЧелябинская', "недопустимый знак U+202E"),
        ("recommendations.yml", "deficit: ", "deficit: Итог {place} ", "«{place}» в тексте"),
        ("procedures/10-vpr.md", "## Для кого", "![x](http://x/y.png)\n\n## Для кого", "ссылка или картинка"),
    ],
)
def test_what_a_page_cannot_hold_is_refused_with_its_file(
    small: Callable[[], tuple[Path, Path]],
    run: Callable[..., str],
    tmp_path: Path,
    name: str,
    was: str,
    now: str,
    told: str,
) -> None:
    params, _ = small()
    text = (params / name).read_text("utf-8")
    assert was in text
    line = next(line for line in text.splitlines() if was in line)
    altered = line.replace(was, now) + ('"' if now.count('"') == 1 else "")
    (params / name).write_text(text.replace(line, altered, 1), "utf-8")
    said = run({"SVOD_PARAMS": str(params), "SVOD_OUTPUT": str(tmp_path)}, "plan", code=2)
    assert f"params/{name}" in said and told in said and "Traceback" not in said
