"""What a build makes: the whole edition or those documents that were asked for; which notebooks cannot take it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from svod import paths
from svod.errors import BuildError, NotFound
from svod.factory.plan import Document, check, find_municipality, plan
from svod.params import Params
from svod.params.publication import Erratum


def kinds(documents: list[Document]) -> Counter[str]:
    return Counter(document.page.partition("/")[0] for document in documents)


def test_an_edition_is_a_collection_of_sixty_six_and_every_pair(params: Params) -> None:
    documents = plan(params)
    rest = {"procedure": 18, "group": 4, "municipality": 43, "map.html": 1}
    assert kinds(documents) == rest | {"pair": 18 * 43}
    assert documents[:66] == plan(params, collection=True)
    assert kinds(documents[:66]) == rest
    assert [document.procedure for document in documents[66:]] == sorted(43 * [item.id for item in params.procedures])
    check(documents)


@pytest.mark.parametrize(
    ("procedures", "municipalities", "collection", "counts"),
    [
        (["7"], [], False, {"procedure": 1, "pair": 43}),
        (["7", "07-libraries", "8"], [], False, {"procedure": 2, "pair": 86}),
        ([], ["Ашинский МР"], False, {"municipality": 1, "pair": 18}),
        ([], ["Ашинский м. р-н", "ashinskiy-mr"], True, {"municipality": 1}),
        (["7"], [], True, {"procedure": 1}),
        (["7", "8"], ["Ашинский МР", "Троицкий ГО"], False, {"pair": 4}),
    ],
)
def test_filters_keep_what_is_about_the_named(params: Params, procedures, municipalities, collection, counts) -> None:
    documents = plan(params, procedures, municipalities, collection)
    assert kinds(documents) == counts
    everything = [document.page for document in plan(params)]
    pages = [document.page for document in documents]
    assert pages == [page for page in everything if page in pages], "the order is that of the edition"


def test_a_choice_that_leaves_nothing_says_which_option_to_drop(params: Params) -> None:
    with pytest.raises(NotFound, match="Уберите --collection"):
        plan(params, ["7"], ["Ашинский МР"], collection=True)


def test_a_correction_of_a_page_that_is_not_there_is_refused(params: Params) -> None:
    def corrected(*pages: str) -> Params:
        errata = tuple(Erratum(page=page, date="2026-12-01", text="Опечатка.") for page in pages)
        return params.model_copy(update={"publication": params.publication.model_copy(update={"errata": errata})})

    assert len(plan(corrected("index.html", "about.html", "procedure/07-libraries.html"))) == 840
    with pytest.raises(NotFound) as error:
        plan(corrected("map.html", "procedure/07-library.html"), ["7"])
    assert "  procedure/07-library.html. Похоже на «procedure/07-libraries.html»\n" in str(error.value)
    assert "map.html" not in str(error.value)


def test_two_documents_of_one_page_are_a_fault(params: Params) -> None:
    with pytest.raises(BuildError, match=r"map\.html: одну страницу"):
        check([plan(params)[65], plan(params)[65]])


def test_a_page_about_a_municipality_must_name_it(params: Params) -> None:
    [page] = plan(params, municipalities=["Троицкий МР"], collection=True)
    assert page.heading[0] == "Троицкий МР"
    assert "Троицкого муниципального района" in page.heading
    assert page.parameters == {"edition": "2022", "municipality": "troitskiy-mr"}
    assert plan(params, ["7"])[0].heading == ()


@pytest.mark.parametrize(
    ("name", "words"),
    [("Троицкий", "Возможны: Троицкий ГО, Троицкий МР"), ("Ашинскй МР", "Похоже на: Ашинский МР")],
)
def test_a_municipality_that_is_not_there_gets_a_hint(params: Params, name: str, words: str) -> None:
    with pytest.raises(NotFound, match=words):
        find_municipality(params, name)


def test_a_procedure_that_is_not_there_gets_a_hint(params: Params) -> None:
    with pytest.raises(NotFound, match="Похоже на «07-libraries»"):
        plan(params, ["07-librarys"])


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"parameters": 'edition = "2022"\nprocedur = "x"\nmunicipality = ""'}, "Похоже на «procedure»"),
        ({"parameters": 'edition = "2022"'}, "Нужны: edition, municipality, procedure"),
        ({"tags": ()}, "ячеек с меткой parameters: 0"),
        ({"parameters": "edition = 2022"}, "должна только присваивать строки"),
    ],
)
def test_a_notebook_that_cannot_take_the_parameters_stops_the_build(
    write: Callable[..., Document], given, words
) -> None:
    good, bad = write("good"), write("bad", **given)
    check([good])
    with pytest.raises(BuildError, match=f"notebooks/bad.ipynb(?s:.*){words}") as caught:
        check([good, bad])
    assert "good" not in str(caught.value)


def test_all_faults_are_told_at_once(write: Callable[..., Document]) -> None:
    documents = [write("one", tags=()), write("two", parameters="x = 1"), Document(Path("none.ipynb"), {}, "x", "x")]
    with pytest.raises(BuildError) as caught:
        check(documents)
    assert [name in str(caught.value) for name in ("one.ipynb", "two.ipynb", "none.ipynb")] == [True, True, True]


def test_a_value_that_is_no_string_is_refused(write: Callable[..., Document]) -> None:
    document = write("one")
    numbers = Document(document.notebook, {**document.parameters, "edition": 2022}, document.page, document.title)
    with pytest.raises(BuildError, match="не строка: edition"):
        check([numbers])


def test_two_tags_are_a_fault(write: Callable[..., Document]) -> None:
    document = write("one")
    notebook = nbformat.read(document.notebook, as_version=4)
    notebook.cells[1].metadata["tags"] = ["parameters"]
    nbformat.write(notebook, paths.NOTEBOOKS / "one.ipynb")
    with pytest.raises(BuildError, match="parameters: 2, а нужна одна"):
        check([document])
