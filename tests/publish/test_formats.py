"""Each format has a writer, and its library is imported only when it is asked for."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from dataclasses import replace
from html import unescape
from zipfile import ZipFile

import pypdf
import pytest

from svod.params.publication import Erratum
from svod.publish.formats import FORMATS, writer
from svod.publish.paper import read_paper


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_has_a_writer(kind: str) -> None:
    assert writer(kind).__name__ == f"write_{kind}"


@pytest.mark.parametrize("kind", FORMATS)
def test_a_correction_is_told_first_in_every_format(kind: str, make_notebook, params) -> None:
    paper = replace(read_paper(make_notebook()), about={"block": "about", "rows": [["Издание", "2022"]]})
    errata = (Erratum(page=paper.passport["path"], date="2026-12-01", text="Опечатка в части 4."),
              Erratum(page="map.html", date="2026-12-02", text="Другое."))  # fmt: skip
    publication = params.publication.model_copy(update={"errata": errata})
    file = io.BytesIO(writer(kind)(paper, params.model_copy(update={"publication": publication})))
    if kind == "pdf":
        said = " ".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
    else:
        with ZipFile(file) as whole:
            said = " ".join(whole.read(name).decode() for name in whole.namelist() if name.endswith(".xml"))
    told = f"Исправлено 1 декабря 2026 года. Опечатка в части 4. {paper.title['lede'][:10]}"
    assert " ".join(told.split()) in " ".join(unescape(re.sub("<[^>]+>", " ", said)).split())
    assert "Другое" not in said


def test_knowing_the_formats_imports_no_library() -> None:
    program = (
        "import sys, svod.publish.formats; print(sorted({'docx', 'typst', 'resvg_py', 'openpyxl'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True).stdout.strip() == "[]"
