"""Read params/ into one frozen object; every fault of every file is told at once."""

from __future__ import annotations

import hashlib
from pathlib import Path

from svod import paths
from svod.errors import NotFound, ParamsError
from svod.params.checks import cross_check
from svod.params.edition import Edition, Mechanisms, Published, Recommendations
from svod.params.methodology import IndicatorFile, Methodology, Rating
from svod.params.model import Model, nearest
from svod.params.procedures import Procedure, Words
from svod.params.publication import Publication
from svod.params.published import read_published
from svod.params.reader import Reader
from svod.params.region import Region
from svod.params.sources import Source, read_sources
from svod.params.strict import read_yaml

__all__ = ["Params", "editions", "folder_hash", "load_methodology", "load_params"]


class Params(Model):
    """Everything an edition is judged by."""

    edition: Edition
    region: Region
    methodology: Methodology
    procedures: tuple[Procedure, ...]
    words: dict[str, Words]
    mechanisms: Mechanisms
    recommendations: Recommendations
    publication: Publication
    published: Published | None
    sources: tuple[Source, ...] = ()

    @property
    def masthead(self) -> str:
        """Upper left corner of every page of an edition."""
        return f"Комплексная аналитика. {self.region.name}"

    def procedure(self, id: str) -> Procedure:
        return next(item for item in self.procedures if item.id == id)

    def words_of(self, id: str) -> Words:
        """A procedure in its own words."""
        return self.words[id]

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
        begun = [item for item in self.procedures if len(wanted) > 2 and item.id.startswith(wanted)]
        if len(begun) == 1:
            return begun[0]
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
    reader = Reader(root)
    found = _methodology(reader, version)
    reader.stop()
    assert found is not None
    return found


def _methodology(reader: Reader, version: str) -> Methodology | None:
    folder = reader.root / "methodology" / version
    rating = reader.read(Rating, folder / "rating.yml")
    files = [reader.read(IndicatorFile, file) for file in sorted((folder / "indicators").glob("*.yml"))]
    if rating is not None and rating.version != version:
        reader.fault(folder / "rating.yml", f"версия «{rating.version}» в папке «{version}»")
    if rating is None or None in files:
        return None
    return Methodology(version=version, rating=rating, files=tuple(files), sha256=folder_hash(folder))


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
    reader = Reader(root)
    found = {
        "edition": reader.read(Edition, file),
        "region": reader.read(Region, root / "region.yml"),
        "mechanisms": reader.read(Mechanisms, root / "mechanisms.yml"),
        "recommendations": reader.read(Recommendations, root / "recommendations.yml"),
        "publication": reader.read(Publication, root / "publication" / "publication.yml"),
    }
    procedures = [reader.read(Procedure, item) for item in sorted((root / "procedures").glob("*.yml"))]
    words = {item.stem: reader.words(item) for item in sorted((root / "procedures").glob("*.md"))}
    if found["edition"] is not None and found["edition"].id != edition:
        reader.fault(file, f"издание «{found['edition'].id}» в файле {file.name}", "Имя файла – это id издания")
    found["methodology"] = _methodology(reader, _named(found["edition"], file, "methodology"))
    published = _named(found["edition"], file, "published")
    if published and found["region"] is not None:
        found["published"] = read_published(reader, root / "published" / published, found["region"])
    sources = read_sources(reader)
    if None in (*found.values(), *procedures, *words.values(), *sources):
        reader.stop()
    ordered = tuple(sorted(procedures, key=lambda item: item.number))
    params = Params(**{"published": None, **found}, procedures=ordered, words=words, sources=sources)
    reader.faults += cross_check(params)
    reader.stop()
    return params


def _named(edition: Edition | None, file: Path, key: str) -> str:
    """What an edition names, even when the edition itself has faults, so that the other files are checked too."""
    if edition is not None:
        return str(getattr(edition, key))
    try:
        value = read_yaml(file).value
    except ParamsError:
        return ""
    return str(value.get(key, "")) if isinstance(value, dict) else ""
