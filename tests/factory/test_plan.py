"""What a build makes: sixty-six pages, or those asked for; and which notebooks cannot take it."""

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


def test_an_edition_is_sixty_six_pages(params: Params) -> None:
    documents = plan(params)
    kinds = Counter(document.page.partition("/")[0] for document in documents)
    assert kinds == {"procedure": 18, "group": 4, "municipality": 43, "map.html": 1}
    assert len({document.page for document in documents}) == 66
    check(documents)


def test_pairs_are_every_procedure_in_every_municipality(params: Params) -> None:
    documents = plan(params, pairs=True)
    assert Counter(document.page.partition("/")[0] for document in documents)["pair"] == 18 * 43
    check(documents)


@pytest.mark.parametrize(
    ("procedures", "municipalities", "pages"),
    [
        (["7"], [], ["procedure/07-libraries.html"]),
        ([], ["Ашинский МР"], ["municipality/ashinskiy-mr.html"]),
        (["07-libraries"], ["Ашинский МР"], ["pair/07-libraries/ashinskiy-mr.html"]),
        (["7", "7"], ["Ашинский м. р-н", "ashinskiy-mr"], None),
    ],
)
def test_filters_choose(params: Params, procedures, municipalities, pages) -> None:
    documents = plan(params, procedures, municipalities)
    if pages is None:
        with pytest.raises(BuildError, match="одну страницу"):
            check(documents)
    else:
        assert [document.page for document in documents] == pages


def test_a_page_about_a_municipality_must_name_it(params: Params) -> None:
    [page] = plan(params, municipalities=["Троицкий МР"])
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
