"""Read params/ into one frozen object; every fault of every file is told at once."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from svod import paths
from svod.errors import Fault, NotFound, ParamsError
from svod.params.checks import cross_check
from svod.params.edition import Edition, Mechanisms, Published, PublishedRow, PublishedSource, Recommendations
from svod.params.methodology import IndicatorFile, Methodology, Rating
from svod.params.model import Model, nearest, validate
from svod.params.procedures import Procedure, Words, read_words
from svod.params.region import Region
from svod.params.strict import Document, read_yaml

__all__ = ["Params", "editions", "folder_hash", "load_methodology", "load_params"]

M = TypeVar("M", bound=Model)


class Params(Model):
    """Everything an edition is judged by."""

    edition: Edition
    region: Region
    methodology: Methodology
    procedures: tuple[Procedure, ...]
    words: dict[str, Words]
    mechanisms: Mechanisms
    recommendations: Recommendations
    published: Published | None

    def procedure(self, id: str) -> Procedure:
        return next(item for item in self.procedures if item.id == id)

    def procedures_of(self, group: str) -> tuple[Procedure, ...]:
        """Procedures of a group in the order of their numbers; `overall` is all of them."""
        return tuple(item for item in self.procedures if group in (item.group, "overall"))

    def find_procedure(self, text: str) -> Procedure:
        """A procedure by its id, its number («7», «07») or the beginning of its id.

        Raises
        ------
        NotFound
            Naming the nearest id and all of them.
        """
        wanted = text.strip().lower()
        for item in self.procedures:
            if wanted in (
                item.id,
                str(item.number),
                f"{item.number:02d}",
                item.id.partition("-")[2],
                item.title.lower(),
            ):
                return item
        ids = [item.id for item in self.procedures]
        raise NotFound(f"Процедуры «{text}» нет. {nearest(wanted, ids)}\nПроцедуры: {', '.join(ids)}")


def editions() -> tuple[str, ...]:
    """Ids of the editions in params/."""
    return tuple(sorted(file.stem for file in (paths.params() / "editions").glob("*.yml")))


def folder_hash(folder: Path) -> str:
    """sha256 over the names and bytes of all files of a folder, line endings taken as LF."""
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*.yml"), key=lambda item: item.relative_to(folder).as_posix()):
        content = file.read_bytes().replace(b"\r\n", b"\n")
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + hashlib.sha256(content).digest())
    return digest.hexdigest()


def load_methodology(version: str, root: Path | None = None) -> Methodology:
    """One methodology folder.

    Raises
    ------
    ParamsError
        With every fault of every file of the folder.
    """
    root = root or paths.params()
    folder = root / "methodology" / version
    reader = _Reader(root)
    rating = reader.read(Rating, folder / "rating.yml")
    files = [reader.read(IndicatorFile, file) for file in sorted((folder / "indicators").glob("*.yml"))]
    if rating is not None and rating.version != version:
        reader.faults.append(
            Fault(reader.name(folder / "rating.yml"), f"версия «{rating.version}» в папке «{version}»")
        )
    reader.stop()
    assert rating is not None
    return Methodology(
        version=version, rating=rating, files=tuple(file for file in files if file), sha256=folder_hash(folder)
    )


def load_params(edition: str, root: Path | None = None) -> Params:
    """Everything an edition is judged by, checked against itself.

    Raises
    ------
    NotFound
        When there is no such edition.
    ParamsError
        With every fault of every file: line, column, what is allowed, the nearest match.
    """
    root = root or paths.params()
    file = root / "editions" / f"{edition}.yml"
    if not file.exists():
        known = sorted(item.stem for item in file.parent.glob("*.yml"))
        raise NotFound(f"Издания «{edition}» нет. {nearest(edition, known)}\nИздания: {', '.join(known)}")
    reader = _Reader(root)
    found = {
        "edition": reader.read(Edition, file),
        "region": reader.read(Region, root / "region.yml"),
        "mechanisms": reader.read(Mechanisms, root / "mechanisms.yml"),
        "recommendations": reader.read(Recommendations, root / "recommendations.yml"),
    }
    procedures = [reader.read(Procedure, item) for item in sorted((root / "procedures").glob("*.yml"))]
    words = {item.stem: reader.words(item) for item in sorted((root / "procedures").glob("*.md"))}
    if found["edition"] is not None:
        with reader.collecting():
            found["methodology"] = load_methodology(found["edition"].methodology, root)
    reader.stop()
    if found["edition"].published:
        found["published"] = _published(reader, root / "published" / found["edition"].published, found["region"])
    params = Params(
        **{"published": None, **found}, procedures=tuple(sorted(procedures, key=lambda item: item.number)), words=words
    )
    reader.faults += cross_check(params)
    reader.stop()
    return params


class _Reader:
    """Reads models and gathers the faults of all files before anything is raised."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.faults: list[Fault] = []

    def name(self, file: Path) -> str:
        return "params/" + file.relative_to(self.root).as_posix()

    def read(self, model: type[M], file: Path) -> M | None:
        with self.collecting():
            document = read_yaml(file, self.name(file))
            value = None if document.faults and document.value is None else validate(model, document)
            self.faults += document.faults
            return value
        return None

    def words(self, file: Path) -> Words | None:
        document = Document(file, self.name(file))
        found = read_words(document, file.read_text(encoding="utf-8"))
        self.faults += document.faults
        return found

    def collecting(self) -> _Collecting:
        return _Collecting(self.faults)

    def stop(self) -> None:
        if self.faults:
            raise ParamsError(self.faults)


class _Collecting:
    """Turns a ParamsError raised inside into entries of a list."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: object, trace: object) -> bool:
        if isinstance(error, ParamsError):
            self.faults += error.faults
            return True
        return False


def _published(reader: _Reader, folder: Path, region: Region) -> Published | None:
    source = reader.read(PublishedSource, folder / "source.yml")
    if source is None:
        return None
    codes = {item.name: item.code for item in region.municipalities}
    for file in source.files:
        actual = (
            hashlib.sha256((folder / file.name).read_bytes()).hexdigest()
            if (folder / file.name).exists()
            else "нет файла"
        )
        if actual != file.sha256:
            reader.faults.append(
                Fault(
                    reader.name(folder / file.name),
                    "опубликованный файл изменён или потерян",
                    f"В source.yml sha256 {file.sha256}, у файла {actual}",
                    "Верните файл",
                )
            )
    ratings = {
        group: tuple(_rows(reader, folder / f"{group}.csv", codes))
        for group in ("conditions", "outcomes", "processes", "overall")
    }
    known = tuple(
        item.model_copy(update={"municipality": codes.get(item.municipality, item.municipality)})
        for item in source.known_differences
    )
    return Published(source=source.model_copy(update={"known_differences": known}), ratings=ratings)


def _rows(reader: _Reader, file: Path, codes: dict[str, str]) -> Iterator[PublishedRow]:
    if not file.exists():
        return
    with file.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["municipality"] not in codes:
                reader.faults.append(
                    Fault(reader.name(file), f"муниципалитета «{row['municipality']}» нет в region.yml")
                )
                continue
            yield PublishedRow(
                place=int(row["rank"]), municipality=codes[row["municipality"]], percent=int(row["percent"])
            )
