"""Makes the screenshots of the main screens from the sample desk, and the generated tables of the README.

python screenshots/make.py             draws all screens into this folder
python screenshots/make.py desk help   draws these alone
python screenshots/make.py --check     draws nothing; exits with 1 if a drawing is not what the screens show
python screenshots/make.py --readme    renews the key table in README.md
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scenes import REST, SCENES, Scene, keys_of

if TYPE_CHECKING:
    from textual.app import App

HERE: Final = Path(__file__).resolve().parent
README: Final = HERE.parent / "README.md"
DESK_NAME: Final = "sample desk (scratch copy)"
STILL: Final = 0.15
"""Seconds for which a screen must not change before it is drawn."""


LONG: Final = 2.5
"""Seconds that a scene gives work that shows nothing while it goes on: an export that waits for its plan."""


class Shot(NamedTuple):
    """One drawing: the scene, in columns and rows, in the dark or the light theme."""

    scene: Scene
    size: tuple[int, int]
    theme: str

    @property
    def name(self) -> str:
        """The drawing's file name."""
        return f"{self.scene.name}-{self.size[0]}x{self.size[1]}-{self.theme}.svg"


def shots(names: list[str]) -> Iterator[Shot]:
    """All drawings, or those of the scenes that are named."""
    for scene in SCENES:
        if not names or scene.name in names:
            for size in scene.sizes:
                yield Shot(scene, size, "dark")
                if size in scene.light:
                    yield Shot(scene, size, "light")


async def draw(shot: Shot, app: App[Any]) -> str:
    """The screen as SVG once the scene's keys were pressed and nothing moves any more."""
    from drawing import svg

    async with app.run_test(size=shot.size) as pilot:
        await _settled(app, pilot.pause)
        for key in keys_of(shot.scene):
            if key == REST:
                await pilot.pause(LONG)
                await _settled(app, pilot.pause)
            else:
                await pilot.press(key)
                await pilot.pause()
        await _settled(app, pilot.pause)
        colours = app.theme_variables
        return svg(_lines(app), shot.size, colours["foreground"], colours["background"], shot.scene.shows)


def _lines(app: App[Any]) -> list[list[Any]]:
    """What the terminal would show, line by line."""
    return [list(strip) for strip in app.screen._compositor.render_strips()]


async def _settled(app: App[Any], pause: Callable[[float], Any]) -> None:
    """Waits until the screen has stood still for a while; answers from threads have come in then."""
    before = None
    for _ in range(100):
        await pause(STILL)
        now = _lines(app)
        if now == before:
            return
        before = now
    raise RuntimeError("the screen does not come to rest")


def open_app(shot: Shot, desk: Path, folder: Path) -> App[Any]:
    """The application on a copy of the sample desk, or the welcome where there is none yet."""
    from factdesk.tui.theme import DARK, LIGHT

    theme = DARK if shot.theme == "dark" else LIGHT
    if shot.scene.welcome:
        from factdesk.tui.screens.welcome import _WelcomeApp

        app = _WelcomeApp(Path("strike.sqlite"), None)
        app.theme = theme
        return app
    from factdesk.tui.bridge import Bridge
    from factdesk.tui.desk_app import DeskApp

    copy = folder / "sample.sqlite"
    shutil.copyfile(desk, copy)
    for written in folder.glob("sample-*.sqlite"):
        written.unlink()  # by the drawing before: nobody is asked whether it may be written over
    return DeskApp(Bridge(copy, author="You (demo)"), theme=theme, name=DESK_NAME)


def drawn(names: list[str]) -> Iterator[tuple[str, str]]:
    """Name and SVG text of each drawing."""
    from pinned import pinned

    with tempfile.TemporaryDirectory() as place, pinned(Path(place)):
        from factdesk.desk.sample import build_sample

        desk = Path(place) / "pinned.sqlite"
        build_sample(desk).close()
        for shot in shots(names):
            app: Any = open_app(shot, desk, Path(place))
            try:
                yield shot.name, asyncio.run(draw(shot, app))
            finally:
                if getattr(app, "bridge", None) is not None:
                    app.bridge.close()


def write(names: list[str]) -> int:
    """Draws into this folder; drawings of scenes that are gone are removed."""
    total = 0
    for name, text in drawn(names):
        (HERE / name).write_text(text, "utf-8")
        total += len(text.encode())
        print(f"{len(text.encode()) // 1024:4} kB  {name}", flush=True)
    for path in HERE.glob("*.svg"):
        if path.name not in {shot.name for shot in shots([])}:
            path.unlink()
    print(f"{total // 1024:4} kB  together")
    return 0


def check(names: list[str]) -> int:
    """Says which drawings are not what the screens show now."""
    stale = [name for name, text in drawn(names) if not _same(HERE / name, text)]
    for name in stale:
        print(f"stale: {name}; renew it with: python screenshots/make.py", file=sys.stderr)
    return 1 if stale else 0


def _same(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text("utf-8") == text


def main() -> int:
    """Reads the command line; returns the exit code."""
    parser = argparse.ArgumentParser(description="Make the screenshots and the README's generated tables.")
    parser.add_argument("scenes", nargs="*", help="which scenes; all where none is named")
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    parser.add_argument("--readme", action="store_true", help="renew the generated tables in README.md")
    given = parser.parse_args()
    unknown = set(given.scenes) - {scene.name for scene in SCENES}
    if unknown:
        parser.error(f"no scene is called {', '.join(sorted(unknown))}")
    if given.readme:
        from readme import renewed

        README.write_text(renewed(README.read_text("utf-8")), "utf-8")
        return 0
    return check(given.scenes) if given.check else write(given.scenes)


if __name__ == "__main__":
    sys.exit(main())
