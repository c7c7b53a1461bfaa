"""Textual is imported without what it loads along, and nobody who asks for that later gets less than it is."""

from __future__ import annotations

import subprocess
import sys

LOADED = """
import sys
from factdesk.tui.light_textual import import_textual
import_textual()
left = [name for name in ("ssl", "_ssl", "platformdirs", "textual.types") if name in sys.modules]
print(left)
import ssl, platformdirs, textual.app, textual.types
print(ssl.SSLContext.__name__, textual.types.RenderStyles.__name__)
print(textual.app.user_downloads_path() == platformdirs.user_downloads_path())
"""
ALREADY = """
import ssl, platformdirs
from factdesk.tui.light_textual import import_textual
import_textual()
import textual.app
print(textual.app.user_downloads_path is platformdirs.user_downloads_path, sys.modules["ssl"] is ssl)
"""


def run(code: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", f"import sys\n{code}"], capture_output=True, text=True, timeout=60)
    assert not done.stderr
    return done.stdout.splitlines()


def test_what_a_start_has_no_use_for_is_not_loaded_and_can_be_later() -> None:
    assert run(LOADED) == ["[]", "SSLContext RenderStyles", "True"]


def test_what_is_loaded_already_stays_as_it_is() -> None:
    assert run(ALREADY) == ["True True"]
