"""Each format has a writer, and its library is imported only when it is asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest

from svod.publish.formats import FORMATS, writer


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_has_a_writer(kind: str) -> None:
    assert writer(kind).__name__ == f"write_{kind}"


def test_knowing_the_formats_imports_no_library() -> None:
    program = (
        "import sys, svod.publish.formats; print(sorted({'docx', 'typst', 'resvg_py', 'openpyxl'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True).stdout.strip() == "[]"
