"""Installs the project as people do: a built wheel in an environment of its own, with compiled modules."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # it ships no types

ROOT = Path(__file__).parent.parent.parent


def installed(folder: Path) -> Path:
    """The folder of programs (`python`, `factdesk`) of a fresh installation inside `folder`.

    Compiled: without .pyc files a Textual application starts three to four times slower, and nobody
    who installed it from a package sees that.
    """
    uv = os.environ.get("UV") or shutil.which("uv")
    if uv is None:
        raise SystemExit("the bench needs uv to build and install the wheel: pip install uv")
    environment = folder / "venv"
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
    if not environment.exists():
        _run([uv, "venv", "--quiet", "--python", sys.executable, str(environment)], env)
    python = environment / "bin" / "python"
    wanted = ["--quiet", "--compile-bytecode", "--reinstall-package", "factdesk", str(ROOT)]
    _run([uv, "pip", "install", "--python", str(python), *wanted], env)
    found = _run([str(python), "-c", "import factdesk.version as v; print(v.__cached__)"], env, cwd=folder)
    if not Path(found.strip()).exists():
        raise SystemExit(f"the installed modules are not compiled: {found.strip()} is missing")
    return python.parent


def _run(command: list[str], env: dict[str, str], cwd: Path | None = None) -> str:
    done = subprocess.run(command, env=env, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command[:3])} failed:\n{done.stderr.strip()}")
    return done.stdout


def machine() -> dict[str, str]:
    """What the numbers were measured on."""
    import sqlite3
    from importlib.metadata import version

    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        named = [x.split(":", 1)[1] for x in cpuinfo.read_text().splitlines() if x.startswith("model name")]
        model = named[0].strip() if named else model
    memory = psutil.virtual_memory().total / 2**30
    return {
        "processor": f"{os.cpu_count()} x {model}",
        "memory": f"{memory:.0f} GiB",
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "textual": version("textual"),
        "load at start": f"{os.getloadavg()[0]:.2f}",
    }
