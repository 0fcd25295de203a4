"""The published ratings: as they were printed, guarded by their hashes."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

from svod.params.edition import KnownDifference, Published, PublishedFile, PublishedRow, PublishedSource
from svod.params.model import nearest
from svod.params.reader import Reader
from svod.params.region import Region

__all__ = ["RATINGS", "read_published"]

RATINGS = ("conditions", "outcomes", "processes", "overall")
COLUMNS = ("rank", "municipality", "percent")


def read_published(reader: Reader, folder: Path, region: Region) -> Published | None:
    """The ratings of one folder; its faults go to the reader."""
    source = reader.read(PublishedSource, folder / "source.yml")
    if source is None:
        return None
    for file in source.files:
        _unchanged(reader, folder, file)
    codes = {item.name: item.code for item in region.municipalities}
    ratings = {group: _rows(reader, folder / f"{group}.csv", codes) for group in RATINGS}
    known = tuple(_known(reader, folder, item, codes) for item in source.known_differences)
    return Published(source=source.model_copy(update={"known_differences": known}), ratings=ratings)


def _unchanged(reader: Reader, folder: Path, file: PublishedFile) -> None:
    path = folder / file.name
    actual = hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "нет файла"
    if actual != file.sha256:
        told = f"В source.yml sha256 {file.sha256}, у файла {actual}"
        reader.fault(path, "опубликованный файл изменён или потерян", told, "Верните файл")


def _known(reader: Reader, folder: Path, item: KnownDifference, codes: dict[str, str]) -> KnownDifference:
    if item.rating not in RATINGS:
        message = f"known_differences: рейтинга «{item.rating}» нет"
        reader.fault(folder / "source.yml", message, "Есть: " + ", ".join(RATINGS), nearest(item.rating, RATINGS))
    if item.municipality not in codes:
        message = f"known_differences: муниципалитета «{item.municipality}» нет в region.yml"
        reader.fault(folder / "source.yml", message, "", nearest(item.municipality, codes))
    return item.model_copy(update={"municipality": codes.get(item.municipality, item.municipality)})


def _rows(reader: Reader, file: Path, codes: dict[str, str]) -> tuple[PublishedRow, ...]:
    if not file.exists():
        return ()
    rows = []
    with file.open(encoding="utf-8-sig", newline="") as stream:
        table = csv.DictReader(stream)
        if tuple(table.fieldnames or ()) != COLUMNS:
            reader.fault(file, "неверная строка заголовков", "Нужны столбцы: " + ", ".join(COLUMNS))
            return ()
        for row in table:
            place, name, percent = (row[column] or "" for column in COLUMNS)
            if name not in codes:
                message = f"строка {table.line_num}: муниципалитета «{name}» нет в region.yml"
                reader.fault(file, message, "", nearest(name, codes))
            elif not (place.isdecimal() and percent.isdecimal()):
                reader.fault(
                    file, f"строка {table.line_num}: место и процент – целые числа, а не «{place}», «{percent}»"
                )
            else:
                rows.append(PublishedRow(place=int(place), municipality=codes[name], percent=int(percent)))
    return tuple(rows)
