"""The wheel: that it holds all that the program reads, needs what it says, and starts without loading more."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

from factdesk.cli.names import COMMANDS

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "factdesk"
ALLOWED = {"click", "lxml", "rich", "sqlite-utils", "textual"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as pip would build it."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's contents, where no checkout is near."""
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def python(unpacked: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Python on the unpacked wheel, from another folder."""
    env = {**os.environ, "PYTHONPATH": str(unpacked), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, *arguments], cwd=unpacked.parent, env=env, capture_output=True, text=True, timeout=60
    )


def test_all_files_of_the_package_and_the_sample_are_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if name.startswith("factdesk/")}
    files = {path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    expected = {f"factdesk/{path.relative_to(PACKAGE).as_posix()}" for path in files}
    expected |= {f"factdesk/sample/{path.name}" for path in (ROOT / "data" / "sample").iterdir()}
    assert held == expected
    for suffix in (".tcss", ".sql", ".toml", "py.typed"):
        assert any(name.endswith(suffix) for name in held)


def test_it_needs_five_libraries_at_fixed_versions_and_no_more(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith("METADATA"))
        metadata = Parser().parsestr(archive.read(name).decode())
    needs = dict(line.split("==") for line in metadata.get_all("Requires-Dist", []))
    assert set(needs) == ALLOWED
    assert metadata["Requires-Python"] == ">=3.11"
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert all("==" in need for need in declared["dependency-groups"]["dev"])


def test_the_sample_and_the_schema_are_found_inside_the_wheel(unpacked: Path, tmp_path: Path) -> None:
    desk = tmp_path / "from-wheel.sqlite"
    where = "import factdesk; print(factdesk.__file__)"
    assert python(unpacked, "-c", where).stdout.startswith(str(unpacked))
    made = python(unpacked, "-m", "factdesk", "new", str(desk), "--sample")
    assert (made.returncode, made.stderr) == (0, "")
    assert "Kryvyi Rih" in python(unpacked, "-m", "factdesk", "incidents", str(desk)).stdout


@pytest.fixture(scope="module")
def helps(unpacked: Path) -> dict[str, tuple[int, str]]:
    """The exit code and the help of each command: all asked of one Python, since most of the time is its start."""
    code = (
        "import contextlib, io, json, sys; from factdesk.__main__ import start; said = {}\n"
        "for name in sys.argv[1:]:\n"
        "    with contextlib.redirect_stdout(io.StringIO()) as out:\n"
        "        said[name] = start([name, '--help']), out.getvalue()\n"
        "print(json.dumps(said))"
    )
    done = python(unpacked, "-c", code, *COMMANDS)
    assert (done.returncode, done.stderr) == (0, "")
    return {name: (code, text) for name, (code, text) in json.loads(done.stdout).items()}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_inside_the_wheel(helps: dict[str, tuple[int, str]], command: str) -> None:
    code, text = helps[command]
    assert code == 0
    assert text.startswith(f"Usage: factdesk {command}")


def test_the_version_loads_nothing_heavy(unpacked: Path) -> None:
    code = (
        "import sys; from factdesk.__main__ import start; code = start(['--version']);"
        "print(*sorted(name for name in sys.modules if '.' not in name)); sys.exit(code)"
    )
    done = python(unpacked, "-c", code)
    version, loaded = done.stdout.splitlines()
    assert done.returncode == 0
    assert version.startswith("factdesk ")
    assert not {"textual", "sqlite_utils", "sqlite3", "click", "rich", "asyncio"} & set(loaded.split())
