"""Where the program starts: the short ways to the version and to the screen load nothing that they do not need."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path


def main() -> int:
    """The `factdesk` command; returns the exit code."""
    return start(sys.argv[1:])


def start(arguments: Sequence[str]) -> int:
    """Runs the program with these arguments."""
    if arguments and arguments[0] in ("--version", "-V"):
        from factdesk.version import __version__

        print(f"factdesk {__version__}")
        return 0
    wanted = screen_wanted(arguments)
    if wanted is not None:
        return _screen(*wanted)
    from factdesk.cli.app import run

    return run(arguments)


def screen_wanted(arguments: Sequence[str]) -> tuple[str | None, str | None, bool, bool] | None:
    """The desk (None: the default), author, `--ascii` and `demo` where the screen is meant; else None."""
    from factdesk.cli.names import COMMANDS, looks_like_path

    author: str | None = None
    ascii = False
    words: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--as":
            author = next(waiting, None)
            if author is None:
                return None
        elif argument.startswith("--as="):
            author = argument.removeprefix("--as=")
        elif argument == "--ascii":
            ascii = True
        elif argument.startswith("-"):
            return None
        else:
            words.append(argument)
    if not words:
        return None, author, ascii, False
    if len(words) > 1 or (words[0] in COMMANDS and words[0] != "demo"):
        return None
    if words[0] == "demo":
        return None, author, ascii, True
    return (words[0], author, ascii, False) if looks_like_path(words[0]) else None


def _screen(word: str | None, author: str | None, ascii: bool, demo: bool) -> int:
    from factdesk.cli.output import prepare_streams
    from factdesk.cli.start import open_screen

    prepare_streams()
    path = Path(word).expanduser() if word is not None else None
    try:
        return open_screen(path, author=author, ascii=ascii, demo=demo)
    except BaseException as error:
        from factdesk.cli.app import explain  # loads more than the screen needs, so only now

        return explain(error)


if __name__ == "__main__":
    sys.exit(main())
