"""Pseudonyms are the same for the same pupil, cannot be had without the key, and the key is kept from others."""

from __future__ import annotations

import hashlib
import hmac
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from svod import paths
from svod.errors import SvodError
from svod.intake.pupils import DEMO_KEY, KEY, as_stored, key_file, pseudonyms, pupil_key
from svod.store import LARGE

FIRST = 6880774346576867690
"""The pupil 40001 of edu740001 in 2022 under the demo's key."""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the key is to be; nothing is there yet."""
    monkeypatch.setenv(KEY, str(tmp_path / "свои" / "pupils.key"))
    monkeypatch.setenv("SVOD_OUTPUT", str(tmp_path / "output"))
    return tmp_path / "свои" / "pupils.key"


def test_known_pseudonyms_of_the_demo_key() -> None:
    written = pseudonyms(DEMO_KEY, ["edu740001", "edu740001", "edu740002"], [2022, 2021, 2022], ["40001"] * 3)
    by_hand = [
        hmac.new(hashlib.sha256("учебные данные".encode()).digest(), text.encode(), "sha256").digest()
        for text in ("edu740001\x1f2022\x1f40001", "edu740001\x1f2021\x1f40001", "edu740002\x1f2022\x1f40001")
    ]
    assert written.to_pylist() == [int.from_bytes(digest[:8], "big", signed=True) for digest in by_hand]
    assert written[0].as_py() == FIRST


def test_a_million_pupils_have_a_million_pseudonyms() -> None:
    count = 10**6
    made = pseudonyms(DEMO_KEY, ["edu740001"] * count, [2022] * count, [str(number) for number in range(count)])
    assert pc.count_distinct(made).as_py() == count


@given(st.binary(min_size=32, max_size=32), st.text(min_size=1), st.text(min_size=1))
def test_another_key_school_or_code_is_another_pseudonym(key: bytes, school: str, code: str) -> None:
    (one,) = pseudonyms(key, [school], [2022], [code])
    (same,) = pseudonyms(key, [school], [2022], [code])
    others = pseudonyms(key, [f"{school}1", school], [2022, 2022], [code, f"{code}1"])
    assert one == same
    assert one not in [*others, *pseudonyms(key[::-1] + b"1", [school], [2022], [code])]


def test_no_code_has_no_pseudonym() -> None:
    assert pseudonyms(DEMO_KEY, ["a", "a"], [2022, 2022], [None, "1"]).null_count == 1
    assert pseudonyms(DEMO_KEY, [], [], []).to_pylist() == []


def test_codes_do_not_get_into_the_tables_of_the_store() -> None:
    schema = pa.schema([pa.field("pupil", pa.string()) if name.name == "pupil" else name for name in LARGE["results"]])
    pupil = {**dict.fromkeys(schema.names), "assessment": "vpr", "year": 2022, "school": "edu740001", "pupil": "40001"}
    results = pa.Table.from_pylist([pupil, {**pupil, "pupil": None}], schema=schema)
    points = pa.table(
        {"result": pa.array([1, 0], pa.int64()), "item": ["1", "1"], "points": pa.array([1.0, None], pa.float64())}
    )
    made = as_stored({"results": results, "points": points}, DEMO_KEY)
    assert {name: table.schema for name, table in made.items()} == {name: LARGE[name] for name in made}
    assert made["results"].column("pupil").to_pylist() == [FIRST, None]
    assert made["points"].column("pupil").to_pylist() == [None, FIRST]
    assert not any(
        str(value) == "40001" for table in made.values() for row in table.to_pylist() for value in row.values()
    )


def test_the_key_is_made_once_and_for_its_owner_alone(place: Path) -> None:
    key = pupil_key()
    assert len(key) == 32
    assert pupil_key() == key
    assert [file.name for file in place.parent.iterdir()] == ["pupils.key"]
    if os.name == "posix":
        assert place.stat().st_mode & 0o777 == 0o600
    assert pupil_key(demo=True) == DEMO_KEY != key


def test_another_key_is_not_taken_while_the_store_rests_on_the_first(place: Path) -> None:
    first = pupil_key()
    kept = place.read_text("ascii")
    place.unlink()
    with pytest.raises(SvodError, match=r"pupils.key пропал(?s:.*)Верните прежний ключ из копии"):
        pupil_key()
    assert not place.exists()
    place.write_text("ab" * 32, "ascii")
    place.chmod(0o600)
    with pytest.raises(SvodError, match=r"pupils.key не тот(?s:.*)svod load ПАПКА --whole"):
        pupil_key()
    place.write_text(kept, "ascii")
    assert pupil_key() == first
    (paths.store() / "pupils.seal").unlink()
    place.write_text("ab" * 32, "ascii")
    assert pupil_key() == bytes.fromhex("ab" * 32)


@pytest.mark.skipif(os.name != "posix", reason="rights of a file are told so on POSIX alone")
def test_a_key_that_others_may_read_is_refused(place: Path) -> None:
    pupil_key()
    place.chmod(0o640)
    with pytest.raises(SvodError, match=r"доступен другим пользователям \(права 640\)(?s:.*)chmod 600"):
        pupil_key()


@pytest.mark.parametrize("content", ["", "ab" * 31, "ключ", "zz" * 32])
def test_a_file_without_a_key_is_not_replaced_by_a_new_one(place: Path, content: str) -> None:
    place.parent.mkdir()
    place.write_text(content, "utf-8")
    place.chmod(0o600)
    with pytest.raises(SvodError, match=r"нет ключа псевдонимов(?s:.*)Верните файл из копии"):
        pupil_key()
    assert place.read_text("utf-8") == content


def test_the_key_may_not_lie_with_the_project_or_its_results(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, str(paths.ROOT / "params" / "pupils.key"))
    with pytest.raises(SvodError, match="лежит в папке проекта"):
        pupil_key()
    monkeypatch.setenv(KEY, str(paths.output() / ".." / "output" / "pupils.key"))
    with pytest.raises(SvodError, match=f"лежит в папке результатов(?s:.*){KEY}"):
        pupil_key()
    assert not (paths.output() / "pupils.key").exists()


def test_the_key_is_among_the_settings_of_the_person(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(KEY, raising=False)
    for platform, name, below in (("linux", "XDG_CONFIG_HOME", ""), ("win32", "APPDATA", "")):
        monkeypatch.setattr("svod.intake.pupils.sys.platform", platform)
        monkeypatch.setenv(name, str(tmp_path / platform))
        assert key_file() == tmp_path / platform / below / "svod" / "pupils.key"


def test_a_place_that_cannot_be_written_is_named(place: Path) -> None:
    place.parent.write_text("файл на месте папки", "utf-8")
    with pytest.raises(SvodError, match=f"pupils.key(?s:.*){KEY}"):
        pupil_key()
