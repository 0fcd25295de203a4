"""The zip: fixed days, types and links of pictures, properties."""

from __future__ import annotations

import io
import zipfile
from datetime import date

from svod.publish.docx.container import pack, properties
from svod.publish.docx.skeleton import skeleton

FILES = skeleton(None).files
CORE = properties("Свод & сборник", "Центр", "Справка", date(2022, 12, 31))


def test_pictures_are_known_by_type_and_link() -> None:
    with zipfile.ZipFile(io.BytesIO(pack(FILES, "<w:p/>", [b"one", b"two"], "", CORE))) as made:
        assert made.read("word/media/picture2.png") == b"two"
        assert 'Id="picture2"' in made.read("word/_rels/document.xml.rels").decode()
        assert 'Extension="png"' in made.read("[Content_Types].xml").decode()
        assert made.namelist()[0] == "[Content_Types].xml"
        assert {item.date_time for item in made.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_same_gives_the_same_bytes() -> None:
    assert pack(FILES, "<w:p/>", [b"1"], "", CORE) == pack(FILES, "<w:p/>", [b"1"], "", CORE)


def test_properties_are_inert_and_dated_by_the_edition() -> None:
    assert "Свод &amp; сборник" in CORE
    assert CORE.count("2022-12-31T00:00:00Z") == 2
