"""params/ is read whole; every fault is told; a published methodology is frozen; methodologies stand side by side."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from svod.errors import NotFound, ParamsError
from svod.params import Params, editions, load_methodology, load_params
from svod.params.load import folder_hash

FROZEN = Path(__file__).with_name("frozen.yml")
HEADS = "methodology/2022/indicators/08-heads.yml"


def test_the_whole_of_params_is_accepted(params: Params) -> None:
    assert (len(params.procedures), len(params.words), len(params.region.municipalities)) == (18, 18, 43)
    assert params.methodology == load_methodology("2022")


def test_the_folder_is_where_the_setting_says(copy, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(copy.root / "editions/2022.yml", copy.root / "editions/2031.yml")
    copy.edit("editions/2031.yml", 'id: "2022"', 'id: "2031"')
    copy.edit("region.yml", "name: Челябинская область", "name: Другая область")
    monkeypatch.setenv("SVOD_PARAMS", str(copy.root))
    assert editions() == ("2022", "2031")
    assert load_params("2031").region.name == "Другая область"


def test_an_edition_that_is_not_there_gets_the_nearest_and_all_names() -> None:
    with pytest.raises(NotFound, match="Издания «2202» нет") as caught:
        load_params("2202")
    assert "Похоже на «2022»" in str(caught.value)
    assert "Издания: 2022" in str(caught.value)


@pytest.mark.parametrize("text", ["07-libraries", "7", "07", " 7 ", "libraries", "LIBRARIES", "07-lib"])
def test_a_procedure_is_found_by_its_id_its_number_or_the_beginning_of_its_id(params: Params, text: str) -> None:
    assert params.find_procedure(text).id == "07-libraries"
    assert params.procedure("07-libraries").number == 7


@pytest.mark.parametrize("text", ["0", "19", "", "07-libary"])
def test_a_procedure_that_is_not_there_gets_all_names(params: Params, text: str) -> None:
    with pytest.raises(NotFound, match=f"Процедуры «{text}» нет") as caught:
        params.find_procedure(text)
    assert all(item.id in str(caught.value) for item in params.procedures)
    assert ("Похоже на «07-libraries»" in str(caught.value)) == (text == "07-libary")


def test_one_is_not_taken_for_ten(params: Params) -> None:
    assert [params.find_procedure(text).number for text in ("1", "10", "18", "8")] == [1, 10, 18, 8]


# --- all faults at once ---------------------------------------------------------------------------------------------


def test_faults_of_several_files_are_told_together_each_with_its_file(copy) -> None:
    copy.edit("region.yml", "type: МР", "type: МО")
    copy.edit("recommendations.yml", "deficit:", "defecit:")
    copy.edit(HEADS, "thresholds: [60, 80]", "thresholds: [80, 60]")
    copy.edit(HEADS, "thresholds: [1.5]", "thresholds: [1.50]")
    copy.edit("procedures/07-libraries.yml", "group:", "gruop:")
    copy.edit("procedures/07-libraries.md", "## Для кого", "## Кому")
    told = copy.faults()
    for place, message in [
        ("params/region.yml, строка ", "«МО» не допускается"),
        ("params/recommendations.yml, строка ", "Похоже на «deficit»"),
        (f"params/{HEADS}, строка ", "показатель 8.1"),
        (f"params/{HEADS}, строка ", "«1.50» YAML превращает в другое число"),
        ("params/procedures/07-libraries.yml, строка ", "неизвестный ключ «gruop»"),
        ("params/procedures/07-libraries.md, строка ", "заголовки: Что измеряет, Кому"),
    ]:
        assert any(item.startswith(place) and message in item for item in told), message


def test_a_fault_of_the_edition_does_not_hide_those_of_its_methodology(copy) -> None:
    copy.edit("editions/2022.yml", "status: draft", "status: no")
    copy.edit(HEADS, "thresholds: [60, 80]", "thresholds: [80, 60]")
    told = copy.faults()
    assert any(
        item.startswith("params/editions/2022.yml, строка 6, столбец 9: «no» YAML превращает в да/нет") for item in told
    )
    assert any("показатель 8.1" in item for item in told)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('id: "2022"\nid: "2022"\n', "params/editions/2022.yml, строка 2, столбец 1: ключ «id» повторён"),
        ("id: &id x\ntitle: *id\n", "якорь или ссылка «id»"),
        ("- 2022\n", "ожидался список «ключ: значение»"),
        ("", "params/editions/2022.yml, строка 1, столбец 1: файл пуст"),
        ("id: [\n", "не разбирается как YAML"),
    ],
)
def test_an_edition_that_is_not_strict_yaml_is_told(copy, text: str, fault: str) -> None:
    (copy.root / "editions/2022.yml").write_text(text, "utf-8")
    assert any(fault in item for item in copy.faults())


def test_an_edition_without_a_published_rating_is_accepted(copy) -> None:
    copy.edit("editions/2022.yml", 'published: "2022"', 'published: ""')
    assert copy.load().published is None


# --- frozen methodologies -------------------------------------------------------------------------------------------


def frozen_faults(root: Path, recorded: dict[str, str]) -> list[str]:
    """Methodologies that may no longer change and did, or that were published without being recorded."""
    named = [yaml.safe_load(file.read_text("utf-8")) for file in sorted((root / "editions").glob("*.yml"))]
    published = {edition["methodology"] for edition in named if edition["status"] == "published"}
    faults = []
    for version in sorted(published | recorded.keys()):
        actual = folder_hash(root / "methodology" / version)
        if version not in recorded:
            faults.append(
                f'methodology {version} is published: record its hash in tests/params/frozen.yml, "{version}": {actual}'
            )
        elif actual != recorded[version]:
            faults.append(
                f"params/methodology/{version} is frozen and was edited (recorded {recorded[version]}, now {actual}). "
                f"Put the folder back; write the change into a new folder of params/methodology, name it in "
                f"an edition and say in params/methodology/CHANGELOG.md which published numbers move."
            )
    return faults


@pytest.fixture(scope="module")
def recorded() -> dict[str, str]:
    return yaml.safe_load(FROZEN.read_text("utf-8"))


def test_published_methodologies_are_as_they_were_published(root: Path, recorded: dict[str, str]) -> None:
    assert "2022" in recorded
    assert frozen_faults(root / "params", recorded) == []


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("indicators/08-heads.yml", "thresholds: [60, 80]", "thresholds: [60, 85]"),
        ("indicators/08-heads.yml", "число оценённых руководителей", "число руководителей"),
        ("rating.yml", "divisor: 28", "divisor: 27"),
    ],
)
def test_touching_a_frozen_methodology_is_told(copy, name: str, old: str, new: str) -> None:
    recorded = {"2022": folder_hash(copy.root / "methodology/2022")}
    assert frozen_faults(copy.root, recorded) == []
    copy.edit(f"methodology/2022/{name}", old, new)
    (told,) = frozen_faults(copy.root, recorded)
    assert "new folder" in told
    assert "CHANGELOG.md" in told


def test_a_file_added_renamed_or_lost_breaks_a_frozen_methodology_too(copy) -> None:
    folder = copy.root / "methodology/2022"
    hashes = [folder_hash(folder)]
    (folder / "indicators/18-mkdo.yml").rename(folder / "indicators/19-mkdo.yml")
    hashes.append(folder_hash(folder))
    (folder / "indicators/19-mkdo.yml").unlink()
    hashes.append(folder_hash(folder))
    (folder / "extra.yml").write_text("a: 1\n", "utf-8")
    hashes.append(folder_hash(folder))
    assert len(set(hashes)) == 4


def test_a_checkout_with_other_line_endings_is_the_same_methodology(copy) -> None:
    folder = copy.root / "methodology/2022"
    before = folder_hash(folder)
    for file in folder.rglob("*.yml"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert folder_hash(folder) == before


def test_publishing_an_edition_without_recording_its_methodology_is_told(copy) -> None:
    assert frozen_faults(copy.root, {}) == []
    copy.edit("editions/2022.yml", "status: draft", "status: published")
    (told,) = frozen_faults(copy.root, {})
    assert "record its hash in tests/params/frozen.yml" in told
    assert folder_hash(copy.root / "methodology/2022") in told


# --- a second methodology -------------------------------------------------------------------------------------------


@pytest.fixture
def second(copy):
    """A methodology 2022-b with one other threshold, and an edition 2022-b that names it."""
    shutil.copytree(copy.root / "methodology/2022", copy.root / "methodology/2022-b")
    copy.edit("methodology/2022-b/rating.yml", 'version: "2022"', 'version: "2022-b"')
    copy.edit("methodology/2022-b/indicators/08-heads.yml", "thresholds: [60, 80]", "thresholds: [60, 85]")
    shutil.copy(copy.root / "editions/2022.yml", copy.root / "editions/2022-b.yml")
    copy.edit("editions/2022-b.yml", 'id: "2022"', 'id: "2022-b"')
    copy.edit("editions/2022-b.yml", 'methodology: "2022"', 'methodology: "2022-b"')
    return copy


def test_a_second_methodology_stands_beside_the_first(second, params: Params) -> None:
    old, new = second.load("2022"), second.load("2022-b")
    assert old == params
    assert new.methodology.version == "2022-b"
    assert new.methodology.sha256 != old.methodology.sha256
    pairs = zip(old.methodology.indicators, new.methodology.indicators, strict=True)
    assert [a.code for a, b in pairs if a != b] == ["8.1"]
    assert old.methodology.rating.groups == new.methodology.rating.groups


def test_a_copied_methodology_must_say_its_own_version(second) -> None:
    second.edit("methodology/2022-b/rating.yml", 'version: "2022-b"', 'version: "2022"')
    assert [item.splitlines()[0] for item in second.faults("2022-b")] == [
        "params/methodology/2022-b/rating.yml: версия «2022» в папке «2022-b»."
    ]
    assert second.faults("2022") == []


def test_faults_of_one_methodology_do_not_stop_the_editions_of_another(second) -> None:
    second.edit("methodology/2022-b/indicators/08-heads.yml", "rule: at_least", "rule: at_lest")
    assert second.faults("2022") == []
    assert any("Похоже на «at_least»" in item for item in second.faults("2022-b"))
    with pytest.raises(ParamsError, match="08-heads"):
        load_methodology("2022-b", second.root)


def test_an_edition_says_the_name_of_its_own_file(second) -> None:
    second.edit("editions/2022-b.yml", 'id: "2022-b"', 'id: "2022"')
    assert any("2022-b.yml" in item for item in second.faults("2022-b"))
