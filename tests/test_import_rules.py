"""Who may import whom, and who may touch the world: the house of the design, held by tests."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "pipeline"
MODULES = sorted(path.relative_to(PACKAGE.parent).as_posix() for path in PACKAGE.rglob("*.py"))
NAMES = {path.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for path in MODULES}
EVERYONE = {"model", "errors", "rich_text"}
STAGES = {"fetch", "triage", "documents", "answers"}
ALLOWED = {
    "model": {"model", "errors", "rich_text"},
    "errors": set(),
    "rich_text": {"errors", "rich_text"},
    "google_api": EVERYONE | {"google_api"},
    "fetch": EVERYONE | {"fetch", "google_api"},
    "triage": EVERYONE | {"triage"},
    "answers": EVERYONE | {"answers"},
    "word": EVERYONE | {"word"},
    "documents": EVERYONE | {"documents", "word", "google_api"},
    "store": EVERYONE | {"store"},
    "settings": EVERYONE | {"settings"},
}
# The only modules that may read or write files, look at the environment, read the clock or write to a terminal.
WORLD = {
    "pipeline/cli.py": "the one place that reads the clock and the environment",
    "pipeline/__main__.py": "gives the exit code to the shell",
    "pipeline/output_folder.py": "knows what lies in output/",
    "pipeline/inbox_folder.py": "moves copies through inbox/",
    "pipeline/settled.py": "looks whether anything has changed",
    "pipeline/commands/init.py": "makes a new series",
    "pipeline/documents/libreoffice.py": "starts LibreOffice in a folder that is gone afterwards",
    "pipeline/fetch/file_bytes.py": "reads the files of a source",
    "pipeline/fetch/archives.py": "opens entries of a zip in memory",
    "pipeline/google_api/pace.py": "waits between two tries",
    "pipeline/google_api/private_files.py": "reads key files",
    "pipeline/settings/__main__.py": "prints the reference",
    "pipeline/settings/loading.py": "looks whether the template is there",
    "pipeline/settings/timetable.py": "reads lectures.csv",
    "pipeline/settings/toml_text.py": "reads pipeline.toml",
    "pipeline/store/": "the database, whole files, the lock",
    "pipeline/word/package.py": "opens entries of a zip in memory",
    "pipeline/word/template.py": "reads the template that comes with the program",
    "pipeline/word/lean_template.py": "writes that template anew, for its developers",
}
WORLDLY_IMPORTS = {"os", "shutil", "tempfile", "subprocess", "socket", "sqlite3", "fcntl", "time", "random", "uuid"}
WORLDLY_FUNCTIONS = {"open", "print", "input"}
WORLDLY_METHODS = set(
    "open write_text write_bytes read_text read_bytes mkdir unlink rmdir touch iterdir rglob glob is_file is_dir "
    "exists stat lstat".split()
)
CLOCKS = {"datetime.now", "datetime.today", "datetime.utcnow", "date.today"}


def room(module: str) -> str:
    """Return the folder below `pipeline`, or the module's own name."""
    parts = module.removeprefix("pipeline.").split(".")
    return parts[0]


def dotted(path: str) -> str:
    """Return `pipeline.fetch.matching` for its file."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def imports(path: str, *, lazy: bool) -> Iterator[str]:
    """Yield the pipeline modules a file imports; with `lazy`, only those imported inside functions."""
    tree = ast.parse((PACKAGE.parent / path).read_text(encoding="utf-8"))
    inside = {
        node
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Import | ast.ImportFrom) or (node in inside) != lazy:
            continue
        yield from (name for name in _names(node) if name.startswith("pipeline"))


def _names(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    """Yield the modules an import statement loads: `from folder import module` loads the module."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
        return
    for alias in node.names:
        inner = f"{node.module}.{alias.name}"
        yield inner if inner in NAMES else node.module or ""


@pytest.mark.parametrize("path", MODULES)
def test_a_room_imports_only_what_it_may(path: str) -> None:
    """A stage never imports another stage, and only run and commands see several rooms."""
    allowed = ALLOWED.get(room(dotted(path)))
    if allowed is not None:
        assert {room(name) for name in [*imports(path, lazy=False), *imports(path, lazy=True)]} <= allowed


@pytest.mark.parametrize("path", MODULES)
def test_only_front_doors_import_lazily(path: str) -> None:
    """An import inside a function stands in a folder's front door and nowhere else."""
    if not path.endswith("__init__.py"):
        assert list(imports(path, lazy=True)) == []


@pytest.mark.parametrize("path", [path for path in MODULES if path.count("/") > 1 and "__init__" not in path])
def test_a_front_door_is_never_used_from_inside(path: str) -> None:
    """A module does not import the `__init__` of its own folder."""
    own = dotted(path).rpartition(".")[0]
    assert own not in set(imports(path, lazy=False))


def test_there_is_no_import_cycle() -> None:
    """No group of modules imports each other, lazy imports counted."""
    files = {dotted(path): path for path in MODULES}
    graph = {
        name: {found for found in [*imports(path, lazy=False), *imports(path, lazy=True)] if found in files}
        for name, path in files.items()
    }
    while leaves := [name for name, needs in graph.items() if not needs & graph.keys()]:
        for name in leaves:
            del graph[name]
    assert graph == {}


def worldly(path: str) -> set[str]:
    """Return what a file uses of the world outside: modules and calls."""
    tree = ast.parse((PACKAGE.parent / path).read_text(encoding="utf-8"))
    found = {name for name in _world_names(tree) if name in WORLDLY_IMPORTS}
    return found | {used for node in ast.walk(tree) if isinstance(node, ast.Call) and (used := _worldly_call(node))}


def _world_names(tree: ast.Module) -> Iterator[str]:
    """Yield the top names of all imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def _worldly_call(node: ast.Call) -> str:
    """Return the call if it touches the world; printing to a stream that was handed in does not."""
    called = ast.unparse(node.func)
    if isinstance(node.func, ast.Name):
        handed_in = called == "print" and any(keyword.arg == "file" for keyword in node.keywords)
        return called if called in WORLDLY_FUNCTIONS and not handed_in else ""
    last = called.rpartition(".")[2]
    return called if called in CLOCKS or last in WORLDLY_METHODS else ""


@pytest.mark.parametrize("path", [path for path in MODULES if not any(path.startswith(place) for place in WORLD)])
def test_effects_stay_at_the_edges(path: str) -> None:
    """Only the listed modules touch files, environment, clock or terminal."""
    assert worldly(path) == set()
