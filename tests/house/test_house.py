"""The rules of the house, read from the code itself: who imports whom, how long things are, what is never written."""

from __future__ import annotations

import ast
import io
import re
import subprocess
import sys
import tokenize
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "factdesk"
LONGEST_FILE, LONGEST_FUNCTION = 300, 40

MAY_IMPORT = {
    "model": {"model"},
    "intake": {"model", "intake"},
    "store": {"model", "store"},
    "desk": {"model", "intake", "store", "desk"},
    "cli": {"model", "desk", "cli"},
    "tui": {"model", "desk", "tui"},
    "": {"model", "desk", "cli", "tui"},
}
"""Layers by the layers that they may import; "" is the package's own folder, where the program starts."""

OPENS_THE_SCREEN = "cli/start.py"
"""The one file of the command line that may import the screen."""

AT_HOME = {
    "sqlite3": {"store"},
    "sqlite_utils": {"store"},
    "textual": {"tui"},
    "click": {"cli"},
    "lxml": {"intake"},
    "rich": {"tui", "cli"},
}
"""Libraries and the layers that may import them; every other layer keeps to the standard library."""

IMPURE = {
    "asyncio", "ctypes", "fcntl", "http", "io", "locale", "logging", "multiprocessing", "os", "pathlib", "random",
    "secrets", "select", "shutil", "signal", "socket", "subprocess", "sys", "tempfile", "threading", "time",
    "urllib.request",
}  # fmt: skip
"""Modules of I/O, clocks and chance, which the pure layers do without."""

SQL = re.compile(
    r"^\s*(?:SELECT\s.+\sFROM\s|INSERT\s+INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|CREATE\s+\w+\s|PRAGMA\s)", re.S
)


class Module:
    """One Python file of the project with its syntax tree; `layer` is its folder below the package."""

    def __init__(self, path: Path, text: str | None = None) -> None:
        self.path = path
        self.text = path.read_text(encoding="utf-8") if text is None else text
        self.tree = ast.parse(self.text)
        inside = path.is_relative_to(SOURCE)
        self.name = path.relative_to(SOURCE if inside else ROOT).as_posix()
        self.layer = self.name.split("/")[0] if inside and "/" in self.name else ""

    def __repr__(self) -> str:
        return self.name

    def imports(self) -> Iterator[tuple[int, str]]:
        """Line and full name of everything imported, wherever in the file it is imported."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{self}:{node.lineno}: write the whole name of the module"
                yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Every function and method, however deep."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    def comments(self) -> Iterator[tuple[int, str]]:
        """Line and text of every comment."""
        for token in tokenize.generate_tokens(io.StringIO(self.text).readline):
            if token.type == tokenize.COMMENT:
                yield token.start[0], token.string


def modules(*folders: Path) -> list[Module]:
    """The Python files below these folders, without what the bench installs there."""
    found = sorted(path for folder in folders for path in folder.rglob("*.py"))
    return [Module(path) for path in found if not {"out", "__pycache__"} & set(path.relative_to(ROOT).parts)]


CODE = modules(SOURCE)
TESTS = modules(ROOT / "tests")


def layering(module: Module) -> Iterator[str]:
    """Imports against the direction of the layers: model ← intake, store ← desk ← cli, tui."""
    allowed = MAY_IMPORT[module.layer] | ({"tui"} if module.name == OPENS_THE_SCREEN else set())
    for line, name in module.imports():
        parts = name.split(".")
        if parts[0] == "factdesk" and len(parts) > 1 and parts[1] in MAY_IMPORT and parts[1] not in allowed:
            yield f"{module}:{line}: {module.layer} may not import {name}"


def libraries(module: Module) -> Iterator[str]:
    """Libraries outside the layer that they are at home in."""
    for line, name in module.imports():
        top = name.split(".")[0]
        if top in AT_HOME and module.layer not in AT_HOME[top]:
            yield f"{module}:{line}: {top} belongs in {' and '.join(sorted(AT_HOME[top]))}"
        elif top not in AT_HOME and top != "factdesk" and top not in sys.stdlib_module_names:
            yield f"{module}:{line}: {top} is neither ours nor a dependency"


def purity(module: Module) -> Iterator[str]:
    """I/O, clocks and chance in the layers that are rules alone."""
    if module.layer not in ("model", "intake"):
        return
    for line, name in module.imports():
        if any(name == bad or name.startswith(f"{bad}.") for bad in IMPURE):
            yield f"{module}:{line}: a pure layer does not import {name}"
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("open", "input"):
            yield f"{module}:{node.lineno}: a pure layer does no I/O"
        if isinstance(node, ast.Attribute) and node.attr in ("now", "utcnow", "today"):
            yield f"{module}:{node.lineno}: a pure layer has no clock"


def silence(module: Module) -> Iterator[str]:
    """Printing below the faces."""
    if module.layer not in ("model", "intake", "store", "desk"):
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            yield f"{module}:{node.lineno}: {module.layer} prints nothing"


def sql_at_home(module: Module) -> Iterator[str]:
    """SQL outside the store."""
    if module.layer == "store":
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value):
            yield f"{module}:{node.lineno}: SQL belongs in store"


def length(module: Module) -> Iterator[str]:
    """Files and functions that are too long to be read at once."""
    lines = len(module.text.splitlines())
    if lines > LONGEST_FILE:
        yield f"{module}: {lines} lines, at most {LONGEST_FILE}"
    for function in module.functions():
        size = (function.end_lineno or function.lineno) - function.lineno + 1
        if size > LONGEST_FUNCTION:
            yield f"{module}:{function.lineno}: {function.name} has {size} lines, at most {LONGEST_FUNCTION}"


def markup(module: Module) -> Iterator[str]:
    """Escaping of markup, which does not hold: displayed text is never parsed at all."""
    for line, name in module.imports():
        if name in ("textual.markup.escape", "rich.markup.escape", "textual.markup", "rich.markup"):
            yield f"{module}:{line}: make displayed text in tui/safe.py instead of {name}"


def told(module: Module) -> Iterator[str]:
    """Modules, public classes and public functions without a docstring; in the faces, methods may go without."""
    if not ast.get_docstring(module.tree):
        yield f"{module}: say in the first line what this file is for"
    bodies = [module.tree.body]
    if module.layer not in ("tui", ""):
        bodies += [node.body for node in module.tree.body if isinstance(node, ast.ClassDef)]
    for node in (node for body in bodies for node in body):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        if not node.name.startswith("_") and not ast.get_docstring(node):
            yield f"{module}:{node.lineno}: {node.name} has no docstring"


def swallowed(module: Module) -> Iterator[str]:
    """Handlers that hide every error."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ExceptHandler) and all(isinstance(part, ast.Pass) for part in node.body):
            caught = ast.unparse(node.type) if node.type else ""
            if caught in ("", "Exception", "BaseException"):
                yield f"{module}:{node.lineno}: this hides every error"


def comments(module: Module) -> Iterator[str]:
    """Work left undone, and types that are waved through without a reason."""
    for line, text in module.comments():
        if re.search(r"\b(TODO|FIXME|XXX|HACK)\b", text):
            yield f"{module}:{line}: {text}"
        if re.search(r"type: ignore(?!\[)", text):
            yield f"{module}:{line}: name the code of the type error that is ignored"


RULES_OF_CODE = (layering, libraries, purity, silence, sql_at_home, length, markup, told, swallowed, comments)
RULES_OF_TESTS = (length, swallowed, comments)


@pytest.mark.parametrize("rule", RULES_OF_CODE, ids=lambda rule: rule.__name__)
def test_the_code_keeps_the_rule(rule: Callable[[Module], Iterator[str]]) -> None:
    offences = [offence for module in CODE for offence in rule(module)]
    assert not offences, "\n".join((rule.__doc__ or "", *offences))


@pytest.mark.parametrize("rule", RULES_OF_TESTS, ids=lambda rule: rule.__name__)
def test_the_tests_keep_the_rule(rule: Callable[[Module], Iterator[str]]) -> None:
    offences = [offence for module in TESTS for offence in rule(module)]
    assert not offences, "\n".join((rule.__doc__ or "", *offences))


def test_every_test_file_says_what_it_is_for() -> None:
    assert [module for module in TESTS if not ast.get_docstring(module.tree) and module.text.strip()] == []


OFFENDERS = [
    (layering, "model/a.py", "from factdesk.store import ledger"),
    (layering, "store/a.py", "import factdesk.desk.open"),
    (layering, "cli/a.py", "def f():\n    from factdesk.tui.app import App"),
    (layering, "tui/a.py", "from factdesk import store"),
    (libraries, "desk/a.py", "import sqlite3"),
    (libraries, "cli/a.py", "from textual.app import App"),
    (libraries, "tui/a.py", "import click"),
    (libraries, "desk/a.py", "import numpy"),
    (purity, "model/a.py", "from pathlib import Path"),
    (purity, "model/a.py", "import time"),
    (purity, "model/a.py", "from datetime import datetime\nx = datetime.now()"),
    (purity, "intake/a.py", "open('x')"),
    (silence, "desk/a.py", "print('x')"),
    (sql_at_home, "desk/a.py", "x = 'SELECT id FROM claims'"),
    (sql_at_home, "tui/a.py", "x = f'DELETE FROM {1}'"),
    (length, "model/a.py", "x = 1\n" * 301),
    (length, "model/a.py", "def f():\n" + "    x = 1\n" * 40),
    (markup, "tui/a.py", "from rich.markup import escape"),
    (told, "model/a.py", "x = 1"),
    (told, "model/a.py", '"""M."""\ndef f(): ...'),
    (told, "desk/a.py", '"""M."""\nclass A:\n    """A."""\n    def f(self): ...'),
    (swallowed, "tui/a.py", "try:\n    x\nexcept Exception:\n    pass"),
    (comments, "model/a.py", "x = 1  # " + "TO" + "DO later"),
    (comments, "model/a.py", "x = 1  # type: " + "ignore"),
]


@pytest.mark.parametrize(("rule", "name", "text"), OFFENDERS)
def test_an_offender_is_found(rule: Callable[[Module], Iterator[str]], name: str, text: str) -> None:
    assert list(rule(Module(SOURCE / name, text)))


def test_the_version_loads_no_screen_and_no_database() -> None:
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "factdesk", "--version"], capture_output=True, text=True, timeout=60
    )
    loaded = {line.rsplit("|", 1)[1].strip().split(".")[0] for line in ran.stderr.splitlines() if "|" in line}
    assert ran.returncode == 0
    assert re.fullmatch(r"factdesk \d+\.\d+\S*\n", ran.stdout)
    assert "factdesk" in loaded
    assert loaded.isdisjoint({"textual", "rich", "sqlite_utils", "sqlite3", "click"})
