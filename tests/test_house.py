"""The rules of the house: dependencies agree, layers point down, tests mirror the library, nothing outgrows its room.

Every checker takes the folder it looks at and returns a list of faults, so that the second half of this file can show
each of them failing on a small tree; then `run.py` is asked what it would say.
"""

from __future__ import annotations

import ast
import importlib.util
import io
import json
import re
import subprocess
import sys
import tokenize
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# A file imports from strictly lower layers, from its own package and from what BESIDE names.
FRONT_DOOR = "svod"  # lib/svod/__init__.py
LAYERS = {
    "archive": 0, "errors": 0, "paths": 0, "parts": 0,
    "params": 1, "stats": 1, "figures": 1, "digest": 1, "provenance": 1, "lock": 1,
    "contracts": 2, "wording": 2, "origin": 2,
    "blocks": 3, "store": 3,
    "intake": 4, "report": 4,
    "publish": 5, FRONT_DOOR: 5,
    "factory": 6,
    "demo": 7, "cli": 7, "__main__": 8,
}  # fmt: skip
BESIDE = {("cli", "demo")}
ONLY_FROM = {"cli": ["__main__"], "demo": ["cli"]}
JUNK_DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "base"}

CODE_BUDGET = 21_000
MODULE_LINES, LEAST_LINES = 300, 10
FUNCTION_LINES = 50

UNMIRRORED = {"external", "benchmarks", "notebooks"}  # folders of tests that no single module answers for
WHOLE = (  # tests of the project, of reports and of an edition as a whole
    "test_house.py", "report/test_acceptance.py", "publish/whole/test_identity.py", "publish/whole/test_inert.py",
    "intake/test_personal.py", "intake/test_works.py", "intake/broken/test_corpus.py", "intake/broken/test_damage.py",
)  # fmt: skip
DEPENDENCY_FILES = ("pyproject.toml", "environment.yml", "requirements.lock")


# --- dependencies ---------------------------------------------------------------------------------------------------


def direct_requirements(root: Path) -> dict[str, Requirement]:
    """Return every direct dependency of `pyproject.toml`, extras included, by its normal name."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [*project["dependencies"], *(line for extra in project["optional-dependencies"].values() for line in extra)]
    return {canonicalize_name(found.name): found for found in map(Requirement, lines)}


def conda_names(root: Path) -> dict[str, str]:
    """Read the pip-to-conda table from the comments of `environment.yml`."""
    text = (root / "environment.yml").read_text("utf-8")
    rows = re.search(r"^# +pip name +conda name\n((?:# +\S+ +\S+\n)+)", text, re.MULTILINE)[1]
    return dict(row.split()[1:] for row in rows.splitlines())


def environment_faults(root: Path) -> list[str]:
    """Compare `environment.yml` with `pyproject.toml`: the same packages with the same bounds."""
    names = conda_names(root)
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {names.get(name, name): found.specifier for name, found in direct_requirements(root).items()}
    wanted["python"] = Requirement("python" + project["requires-python"]).specifier
    entries = yaml.safe_load((root / "environment.yml").read_text("utf-8"))["dependencies"]
    from_pip = [line for entry in entries if isinstance(entry, dict) for line in entry["pip"] if line[0] != "-"]
    conda = [entry for entry in entries if isinstance(entry, str)]
    listed = {found.name: found.specifier for found in map(Requirement, conda + from_pip)}
    listed.pop("pip", None)
    faults = [f"{name}: only in pyproject.toml" for name in wanted.keys() - listed.keys()]
    faults += [f"{name}: only in environment.yml" for name in listed.keys() - wanted.keys()]
    faults += [
        f"{name}: {wanted[name]} in pyproject.toml, {listed[name]} in environment.yml"
        for name in wanted.keys() & listed.keys()
        if wanted[name] != listed[name]
    ]
    return sorted(faults)


def lock_entries(root: Path) -> list[str]:
    """Split the lock into entries: a requirement and the hashes under it."""
    text = (root / "requirements.lock").read_text("utf-8")
    return [entry for entry in re.split(r"\n(?=\S)", text.strip()) if entry]


def lock_faults(root: Path) -> list[str]:
    """Check that the lock pins every direct dependency within its bounds, and that every pin carries a hash."""
    faults, pins = [], {}
    for entry in lock_entries(root):
        head = entry.split("\\\n")[0].strip()
        if not re.search(r"--hash=sha256:[0-9a-f]{64}", entry):
            faults.append(f"{head}: no hash")
        found = Requirement(head)
        exact = [part.version for part in found.specifier if part.operator == "=="]
        if len(exact) != 1:
            faults.append(f"{head}: not pinned")
        pins.setdefault(canonicalize_name(found.name), []).extend(exact)
    for name, wanted in direct_requirements(root).items():
        if name not in pins:
            faults.append(f"{name}: not in the lock")
        faults += [
            f"{name}: the lock has {version}, pyproject.toml asks for {wanted.specifier}"
            for version in pins.get(name, [])
            if not wanted.specifier.contains(version)
        ]
    return faults


def address_faults(root: Path) -> list[str]:
    """Find addresses in the dependency files: where packages come from is each machine's own setting."""
    sign = re.compile(r"\w+://|--(extra-)?index-url|--find-links|\b[\w-]+\.(org|com|io|net|ru|dev)\b")
    return [
        f"{name}:{number}: {line.strip()}"
        for name in DEPENDENCY_FILES
        for number, line in enumerate((root / name).read_text("utf-8").splitlines(), 1)
        if sign.search(line)
    ]


def run_faults(root: Path) -> list[str]:
    """Compare the Pythons that `run.py` accepts with those that `pyproject.toml` names."""
    tree = ast.parse((root / "run.py").read_text("utf-8"))
    values = {node.targets[0].id: node.value for node in tree.body if isinstance(node, ast.Assign)}
    oldest, (major, minor) = ast.literal_eval(values["OLDEST"]), ast.literal_eval(values["NEWEST"])
    accepted = f">={'.'.join(map(str, oldest))},<{major}.{minor + 1}"
    named = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]
    return [] if accepted == named else [f"run.py accepts {accepted}, pyproject.toml names {named}"]


def ignored_faults(root: Path) -> list[str]:
    """Check that git does not ignore the library, as a stock .gitignore for Python would."""
    if (root / ".git").exists():
        command = ["git", "check-ignore", "lib/svod/__init__.py"]
        asked = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
        return [f"git says: {line}" for line in (asked.stdout + asked.stderr).splitlines()]
    lines = (root / ".gitignore").read_text("utf-8").splitlines()
    return [f".gitignore: {line}" for line in lines if line.strip().strip("/*") == "lib"]


# --- layers and rooms -----------------------------------------------------------------------------------------------


def modules(library: Path) -> dict[Path, tuple[str, ...]]:
    """Return every file of the library with its dotted name."""
    names = {path: path.relative_to(library.parent).with_suffix("").parts for path in sorted(library.rglob("*.py"))}
    return {path: name[:-1] if name[-1] == "__init__" else name for path, name in names.items()}


def imports(path: Path, module: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield every dotted name that a file imports, wherever in the file it does so."""
    package = module if path.name == "__init__.py" else module[:-1]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (tuple(alias.name.split(".")) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            stem = above + tuple(node.module.split(".") if node.module else ())
            yield from ((*stem, alias.name) for alias in node.names)


def import_fault(importer: str, imported: str) -> str | None:
    """Say what is wrong with an import between two rooms of the library; None when nothing is."""
    unknown = [name for name in (importer, imported) if name not in LAYERS]
    if unknown:
        return f"{unknown[0]} is not in the table of layers"
    if importer == imported or (importer, imported) in BESIDE:
        return None
    if importer not in ONLY_FROM.get(imported, {importer}):
        return f"{imported} is imported by {' and '.join(ONLY_FROM[imported])} alone"
    if LAYERS[imported] >= LAYERS[importer]:
        return f"{importer} is layer {LAYERS[importer]}, {imported} is layer {LAYERS[imported]}"
    return None


def layer_faults(library: Path) -> list[str]:
    """Walk the syntax tree of the library and list the imports that do not point down."""
    faults = []
    for path, module in modules(library).items():
        for name in imports(path, module):
            if name[0] == library.name and name[1:] != ("__version__",):
                fault = import_fault((*module, FRONT_DOOR)[1], (*name, FRONT_DOOR)[1])
                faults += [f"{path.relative_to(library)}: import of {'.'.join(name)}: {fault}"] if fault else []
    return faults


def mirror_faults(root: Path) -> list[str]:
    """Compare the tree of tests with the tree of the library, both ways."""
    library, tests = root / "lib" / "svod", root / "tests"
    own = {path.relative_to(library) for path in modules(library) if path.stem not in {"__init__", "__main__"}}
    due = {path.with_name(f"test_{path.name}") for path in own}
    found = {path.relative_to(tests) for path in tests.rglob("test_*.py")} - set(map(Path, WHOLE))
    found = {path for path in found if path.parts[0] not in UNMIRRORED and not path.stem.endswith("_browser")}
    return sorted(
        [f"no test: tests/{path.as_posix()}" for path in due - found]
        + [f"no module for tests/{path.as_posix()}" for path in found - due]
    )


def code_lines(source: str) -> int:
    """Count logical lines, however they are folded: no blanks, no comments, no docstrings."""
    logical = sum(token.type == tokenize.NEWLINE for token in tokenize.generate_tokens(io.StringIO(source).readline))
    said = (node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Expr))
    return logical - sum(isinstance(value, ast.Constant) and isinstance(value.value, str) for value in said)


def library_size(library: Path) -> int:
    """Count the lines of code of the whole library."""
    return sum(code_lines(path.read_text("utf-8")) for path in modules(library))


def budget_faults(library: Path) -> list[str]:
    """Compare the size of the library with its budget."""
    size = library_size(library)
    return [] if 0 < size <= CODE_BUDGET else [f"{size} lines of code, {CODE_BUDGET} allowed"]


def room_faults(library: Path) -> list[str]:
    """List junk drawers, modules and functions that are too long, and modules too short to be worth a file."""
    faults = []
    for path, module in modules(library).items():
        text, inside = path.read_text("utf-8"), path.relative_to(library)
        length = len(text.splitlines())
        faults += [f"{inside}: a junk drawer" for name in module[1:] if name in JUNK_DRAWERS]
        if length > MODULE_LINES:
            faults.append(f"{inside}: {length} lines, {MODULE_LINES} allowed")
        if length < LEAST_LINES and path.stem not in {"__init__", "__main__"}:
            faults.append(f"{inside}: {length} lines want a home")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = node.end_lineno - node.lineno + 1
                faults += [f"{inside}: {node.name} has {length} lines"] if length > FUNCTION_LINES else []
    return faults


# --- the house itself -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("check", [environment_faults, lock_faults, address_faults, run_faults, ignored_faults])
def test_the_files_at_the_top_agree(root: Path, check: Callable[[Path], list[str]]) -> None:
    assert not (faults := check(root)), "\n".join(faults)


@pytest.mark.parametrize("check", [layer_faults, room_faults])
def test_the_library_keeps_its_layers_and_rooms(root: Path, check: Callable[[Path], list[str]]) -> None:
    assert not (faults := check(root / "lib" / "svod")), "\n".join(faults)


def test_tests_mirror_the_library(root: Path) -> None:
    assert not (faults := mirror_faults(root)), "\n".join(faults)


def test_the_library_stays_within_its_budget(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library = root / "lib" / "svod"
    with capsys.disabled():
        print(f"\nlib/svod: {library_size(library)} lines of code of {CODE_BUDGET}")
    assert not (faults := budget_faults(library)), "\n".join(faults)


# --- each checker can fail ------------------------------------------------------------------------------------------

PINS = ("duckdb==1.5 ; os_name == 'nt'", "pyyaml==6.1", "pytest==9.2")
GOOD = {
    "pyproject.toml": """[project]
requires-python = ">=3.11.5,<3.15"
dependencies = ["duckdb>=1,<2", "PyYAML>=6"]
optional-dependencies = {dev = ["pytest>=9"]}
""",
    "environment.yml": """# pip name  conda name
# duckdb  python-duckdb
dependencies: ["python>=3.11.5,<3.15", "python-duckdb>=1,<2", "pyyaml>=6", "pytest>=9", "pip", {"pip": ["-e ."]}]
""",
    "requirements.lock": "".join(f"{pin} \\\n    --hash=sha256:{64 * '0'}\n" for pin in PINS),
    "run.py": "OLDEST = (3, 11, 5)\nNEWEST = (3, 14)\n",
    ".gitignore": "/.venv/\n",
    "lib/svod/__init__.py": '"""Front door."""\n\nfrom svod.report import open_report\n',
    "lib/svod/__main__.py": "from svod.cli import main\n",
    "lib/svod/report.py": "from svod.stats import rank\nfrom . import store\n" + "#\n" * 10,
    "lib/svod/stats/rank.py": "import numpy\n\nfrom svod import errors\n" + "#\n" * 10,
    "tests/test_report.py": "",
    "tests/stats/test_rank.py": "",
    "tests/publish/test_pages_browser.py": "",
    "tests/external/test_real.py": "",
}


def plant(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return root


BREAKAGES = [
    (environment_faults, "environment.yml", ('"pyyaml>=6", ', ""), "pyyaml: only in pyproject.toml"),
    (environment_faults, "environment.yml", ('"pip",', '"pip", "rich",'), "rich: only in environment.yml"),
    (environment_faults, "environment.yml", ("duckdb>=1", "duckdb>=2"), "python-duckdb: <2,>=1 in pyproject.toml"),
    (environment_faults, "environment.yml", ("3.15", "3.16"), "python: "),
    (lock_faults, "requirements.lock", ("duckdb==1.5", "duckdb==2.0"), "duckdb: the lock has 2.0"),
    (lock_faults, "requirements.lock", ("pyyaml==", "ruamel=="), "pyyaml: not in the lock"),
    (lock_faults, "requirements.lock", ("pytest==", "pytest>="), "pytest>=9.2: not pinned"),
    (lock_faults, "requirements.lock", ("sha256:0", "sha256:"), "duckdb==1.5 ; os_name == 'nt': no hash"),
    (address_faults, "requirements.lock", ("pyyaml", "-i http://host/simple\npyyaml"), "requirements.lock:3"),
    (address_faults, "environment.yml", ("# pip", "# packages.example.org\n# pip"), "environment.yml:1"),
    (run_faults, "run.py", ("3, 14", "3, 15"), "run.py accepts >=3.11.5,<3.16"),
    (ignored_faults, ".gitignore", ("/.venv/", "lib/"), ".gitignore: lib/"),
    (layer_faults, "lib/svod/stats/rank.py", ("errors", "params"), "stats is layer 1, params is layer 1"),
    (layer_faults, "lib/svod/report.py", ("from .", "def f():\n    from ..svod.factory"), "factory is layer 6"),
    (layer_faults, "lib/svod/report.py", ("svod.stats", "svod.cli"), "cli is imported by __main__ alone"),
    (layer_faults, "lib/svod/report.py", ("import store", "import publish"), "report is layer 4, publish is layer 5"),
    (layer_faults, "lib/svod/report.py", ("import store", "import tools"), "tools is not in the table of layers"),
    (layer_faults, "lib/svod/stats/rank.py", ("import numpy", "import svod"), "svod is layer 5"),
    (room_faults, "lib/svod/stats/rank.py", ("#\n", ""), "stats/rank.py: 3 lines want a home"),
    (room_faults, "lib/svod/report.py", ("#\n", 30 * "#\n"), "report.py: 302 lines, 300 allowed"),
    (room_faults, "lib/svod/report.py", ("#\n", "def f():\n" + 50 * "    1\n"), "report.py: f has 51 lines"),
    (budget_faults, "lib/svod/report.py", ("#\n", 2100 * "x = (\n    1,\n)\n"), "21006 lines of code, 21000 allowed"),
    (mirror_faults, "lib/svod/stats/mean.py", ("", "mean = sum"), "no test: tests/stats/test_mean.py"),
    (mirror_faults, "tests/stats/test_mode.py", ("", "mode = max"), "no module for tests/stats/test_mode.py"),
]


@pytest.mark.parametrize(("check", "name", "change", "fault"), BREAKAGES)
def test_each_checker_can_fail(
    tmp_path: Path, check: Callable[[Path], list[str]], name: str, change: tuple[str, str], fault: str
) -> None:
    folder = plant(tmp_path, GOOD) / ("lib/svod" if check in {layer_faults, room_faults, budget_faults} else "")
    assert check(folder) == []
    plant(tmp_path, {name: GOOD.get(name, "").replace(*change)})
    assert fault in "\n".join(check(folder))


@pytest.fixture
def run(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Load `run.py` as a module whose environment lies in an empty folder."""
    spec = importlib.util.spec_from_file_location("run", root / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("VENV", "STAMP", "PYTHON"):
        monkeypatch.setattr(module, name, str(tmp_path / name.lower()))
    return module


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 11, 4), (3, 15, 0)])
def test_run_refuses_a_python_it_was_not_made_for(run, version, monkeypatch, capsys) -> None:
    monkeypatch.setattr(run.sys, "version_info", version)
    assert run.main(["build"]) == 2
    assert "Нужен Python от 3.11.5 до 3.14" in capsys.readouterr().err


def test_run_names_the_debian_package_when_venv_is_missing(run, monkeypatch) -> None:
    monkeypatch.setattr(run.sys, "version_info", (3, 12, 1))
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ensurepip" else name)
    with pytest.raises(run.Failure, match=r"нет модуля ensurepip(?s:.*)python3.12-venv"):
        run.need_venv_module()


def test_run_believes_only_a_whole_stamp_beside_a_python(run) -> None:
    stamp, python = Path(run.STAMP), Path(run.PYTHON)
    assert run.stamped() == {}
    stamp.write_text(json.dumps(run.wanted()), "utf-8")
    assert run.stamped() == {}
    python.touch()
    assert run.stamped() == run.wanted()
    stamp.write_text('{"lock": "', "utf-8")
    assert run.stamped() == {}


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("Failed to establish a new connection: [Errno 111]", "нет связи"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES", "не совпал с контрольной суммой"),
        ("no compiler", "своя причина"),
    ],
    ids=["network", "hash", "other"],
)
def test_run_names_the_cause_of_a_failed_step(run, output, words) -> None:
    with pytest.raises(run.Failure, match=f"{re.escape(output)}(?s:.*){words}"):
        run.step("Шаг", [sys.executable, "-c", f"raise SystemExit({output!r})"], "своя причина")


def test_git_is_asked_where_there_is_git(tmp_path: Path) -> None:
    plant(tmp_path, {**GOOD, ".gitignore": "lib/\n"})
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    assert ignored_faults(tmp_path) == ["git says: lib/svod/__init__.py"]


def test_code_is_counted_in_logical_lines_without_comments_docstrings_and_blanks() -> None:
    source = '''"""Doc
string."""

# comment
x = f(
    """two
    lines""",
)
"""What x is."""


def f():
    """Doc."""
    return x  # why
'''
    assert code_lines(source) == 3
