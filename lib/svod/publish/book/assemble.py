"""The collection from the papers of an edition: sections in the published order, numbers running through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from svod.blocks import Text
from svod.blocks.mime import Block
from svod.errors import BuildError
from svod.params import Params
from svod.params.edition import Section
from svod.publish.book.abbreviations import used
from svod.publish.book.chapters import Book, Chapter, anchor_of, strings
from svod.publish.book.layout import Place, anchors_of, lead, pages_of, places_in, short_number
from svod.publish.book.mentions import Renumbering
from svod.publish.book.method import purpose, structure
from svod.publish.book.places import index_contents
from svod.publish.book.sources import common_rows, sources_contents
from svod.publish.book.terms import abbreviations_table, terms_said, terms_table
from svod.publish.paper import Content, Paper, corrected
from svod.wording.numbers import counted, typography

__all__ = ["read_book", "texts_of"]

_PEOPLE = ("муниципального образования", "муниципальных образований", "муниципальных образований")
_OF_PROCEDURES = ("процедуры", "процедур", "процедур")


def read_book(params: Params, papers: Mapping[str, Paper]) -> Book:
    """Put the collection together.

    Parameters
    ----------
    params : Params
    papers : mapping of page to Paper
        Every page that `pages_of` names.

    Raises
    ------
    BuildError
        When a report is missing, a section would be empty, or a mention of a table or figure leads nowhere.
    """
    if absent := [page for page in pages_of(params) if page not in papers]:
        raise BuildError(f"Сборник не собран, нет отчётов: {', '.join(absent)}")
    papers = {page: corrected(paper, params.publication.errata) for page, paper in papers.items()}
    maker = _Maker(params, papers, anchors_of(params), [])
    opening, *others = params.edition.sections
    after = [chapter for section in others for chapter in maker.section(section)]
    index, sources = index_contents(after, params.region), sources_contents(after, papers)
    after.append(Chapter(1, "", "Указатель муниципальных образований", "ukazatel", index))
    after.append(Chapter(1, "", "Источники данных по главам", "istochniki", sources))
    before = maker.section(opening)
    shown = used(texts_of((*before, *after)), params.publication.abbreviations)
    said = Text.of("Таблица 1.2.1 расшифровывает сокращения, которые встречаются в сборнике.")
    before.append(maker.written(f"{opening.number}.2", "Сокращения", [said, abbreviations_table(shown)]))
    if maker.faults:
        raise BuildError("Сборник не собран:\n  " + "\n  ".join(dict.fromkeys(maker.faults)))
    about = {"block": "about", "rows": common_rows(papers.values())}
    return Book(_title(params, papers.values()), (*before, *after), about)


def texts_of(chapters: Iterable[Chapter]) -> list[str]:
    """Everything that a reader of some chapters reads."""
    return [text for chapter in chapters for text in (chapter.heading, *strings(chapter.contents))]


@dataclass(frozen=True)
class _Maker:
    """Makes chapters; `anchors` says where pages stand, faults of numbering are gathered."""

    params: Params
    papers: Mapping[str, Paper]
    anchors: Mapping[str, str]
    faults: list[str]

    def section(self, section: Section) -> list[Chapter]:
        """A section with all its chapters."""
        number, places = section.number, places_in(self.params, section)
        if len(places) == 1:
            return self._alone(places[0], section)
        anchor = anchor_of("glava", short_number(section))
        if places:
            said = lead(self.params, section, places).content()
            reports = [chapter for item in places for chapter in self._report(item)]
            return [Chapter(1, number, section.title, anchor, (said,)), *reports]
        written = {"1": _terms, "2": purpose, "3": structure}
        if number not in written:
            raise BuildError(f"Сборник не собран: раздел {number} пуст, ни одна процедура и группа его не называет")
        made = enumerate(written[number](self.params), start=1)
        chapters = [self.written(f"{number}.{i}", heading, blocks) for i, (heading, blocks) in made]
        return [Chapter(1, number, section.title, anchor), *chapters]

    def written(self, number: str, heading: str, blocks: Sequence[Block]) -> Chapter:
        """A chapter that no report has."""
        contents = [block.content() for block in blocks]
        return Chapter(2, number, heading, anchor_of("glava", number), self._numbered(number, contents)[0])

    def _alone(self, place: Place, section: Section) -> list[Chapter]:
        """A section of one report, whose tables bear the section's own number."""
        first, *parts = self._report(place)
        heading = self.papers[place.page].title["heading"]
        inner = Chapter(2, "", heading, f"{place.anchor}-{place.page.partition('.')[0]}", first.contents, listed=False)
        return [Chapter(1, section.number, section.title, place.anchor, (), place.page), inner, *parts]

    def _report(self, place: Place) -> list[Chapter]:
        """A report as a chapter and its ten parts."""
        paper = self.papers[place.page]
        lede = {"block": "text", "kind": "lede", "paragraphs": [paper.title["lede"]], "quotes": paper.title["quotes"]}
        first, *runs = self._numbered(place.number, [lede], *(part.contents for part in paper.parts), page=place.page)
        parts = [
            Chapter(3, str(part.number), part.heading, f"{place.anchor}-{part.anchor}", run, place.page, listed=False)
            for part, run in zip(paper.parts, runs, strict=True)
        ]
        return [Chapter(2, place.number, place.heading, place.anchor, first, place.page), *parts]

    def _numbered(self, number: str, *runs: Sequence[Content], page: str = "") -> list[tuple[Content, ...]]:
        """Runs of contents under the numbers of one chapter."""
        numbers = Renumbering(number, page, self.anchors, self.faults)
        numbers.learn([content for run in runs for content in run])
        return [tuple(map(numbers.content, run)) for run in runs]


def _terms(params: Params) -> list[tuple[str, Sequence[Block]]]:
    return [("Термины", [terms_said(), terms_table(params)])]


def _title(params: Params, papers: Iterable[Paper]) -> Content:
    """The title of the collection, its lede being the annotation."""
    edition, region = params.edition, params.region
    demo = any(paper.title["demo"] for paper in papers)
    said = (
        f"Сборник содержит результаты {counted(len(params.procedures), _OF_PROCEDURES)} оценки качества образования за "
        f"{edition.period} годы, рейтинги по группам показателей и по всем группам вместе, справки "
        f"{counted(len(region.municipalities), _PEOPLE)} {region.genitive}. Он адресован органам управления "
        "образованием и руководителям образовательных организаций."
    )
    if demo:
        said += (
            " Данные этого издания учебные: муниципальные образования настоящие, а значения показателей придуманы; о "
            "работе муниципальных образований они не говорят ничего."
        )
    return {
        "block": "title",
        "over": edition.subtitle,
        "heading": edition.title,
        "stamp": "Проект" if edition.status == "draft" else "Опубликовано",
        "edition": f"Издание {edition.id} года, редакция {edition.revision}",
        "lede": typography(said),
        "demo": demo,
        "quotes": [],
    }
