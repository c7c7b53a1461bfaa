"""The commands together: finds the one that is meant, runs it, and turns every failure into one line and a code."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import Any, Final

import click

from factdesk.cli import names, stopping
from factdesk.cli.output import prepare_streams, tell
from factdesk.model.errors import BadInput, Problem
from factdesk.version import __version__

BROKEN_PIPE: Final = 141
INTERRUPTED: Final = 130

_WHERE: Final = {
    "import": "importing", "duplicates": "duplicates", "join": "duplicates",
    "new": "files", "verify": "files", "check": "files", "backup": "files", "export": "export", "show": "show",
    "add": "add", "edit": "change", "remove": "change", "undo": "change", "redo": "change", "attach": "attach",
    "mark": "mark", "log": "log", "demo": "screen", "sheet": "sheet", "standing": "standing", "intake": "intake",
    "lint": "lint", "filters": "saved", "vocabulary": "vocabulary", "affected": "affected",
}  # fmt: skip
"""The module of each command; the others are lists."""

_HELP: Final = """A desk for what was reported: who said which figure, in which words, and what can be said of it.

Without a command, `factdesk [DESK]` opens the desk full-screen. A desk is one file; where DESK is left out,
it is $FACTDESK_DESK, else desk.sqlite in your data folder. Records are named by code (A12, S3) or id."""

_EPILOG: Final = """\b
Examples:
  factdesk demo                                  look around in the sample desk
  factdesk new strike.sqlite                     make a desk
  factdesk add strike.sqlite incident --title "Missile attack" --code A
  factdesk add strike.sqlite claim --incident A --measure killed --counted people --figure "at least 16"
  factdesk attach strike.sqlite A1 --url https://example.org/report --quote "at least 16"
  factdesk mark strike.sqlite A1 confirmed --basis authority --reason "stated by the city"
  factdesk claims strike.sqlite --where "verdict:open" --json
  factdesk export strike.sqlite reviewed.sqlite

\b
Exit codes: 0 done, 1 failed, 2 wrong usage or input, 3 desk busy, 4 refused, 5 done with rows set aside.
FACTDESK_DEBUG=1 shows the traceback of an internal error."""


class Commands(click.Group):
    """Commands that are loaded when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order of the help."""
        return list(names.COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, from its module."""
        if cmd_name not in names.COMMANDS:
            return None
        module = import_module(f"factdesk.cli.{_WHERE.get(cmd_name, 'lists')}")
        found = getattr(module, cmd_name if cmd_name != "import" else "import_")  # a keyword names no function
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with our own words where there is no such command."""
        if args and args[0] not in names.COMMANDS:
            raise BadInput(names.unknown(args[0]))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(names.COMMANDS.items()))


@click.command(cls=Commands, help=_HELP, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="factdesk %(version)s")
def cli() -> None:
    """The top of the command line."""


def run(arguments: Sequence[str]) -> int:
    """Runs one command line; returns its exit code. Nothing but data is on stdout, whatever happens."""
    prepare_streams()
    with stopping.tidy():
        try:
            _only_text(arguments)
            # not cli.main(), which has its own mind about broken pipes and Ctrl-C
            with cli.make_context("factdesk", list(arguments)) as ctx:
                result = cli.invoke(ctx)
            sys.stdout.flush()
            return result if isinstance(result, int) else 0
        except BrokenPipeError:
            _swallow_output()
            return BROKEN_PIPE
        except BaseException as error:
            code = explain(error)
            _flush_quietly()
            return code


def explain(error: BaseException) -> int:
    """Says on stderr what happened; returns the exit code."""
    if isinstance(error, stopping.Stopped):
        tell("factdesk: stopped; nothing was left half-done")
        return error.code
    if isinstance(error, KeyboardInterrupt | click.Abort):
        tell("factdesk: stopped")
        return INTERRUPTED
    if isinstance(error, Problem):
        tell(f"factdesk: {error}")
        return stopping.code_of_signal() or error.exit_code
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        sys.stderr.write(error.format_message() + "\n")
        return error.exit_code
    if isinstance(error, click.ClickException):
        tell(f"factdesk: {_usage(error)}")
        return error.exit_code
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else 1
    if isinstance(error, OSError):
        tell(f"factdesk: {error.filename or 'output'}: {error.strerror or 'cannot be read or written'}")
        return 1
    return _internal(error)


def _usage(error: click.ClickException) -> str:
    text = error.format_message().rstrip(".")
    ctx = getattr(error, "ctx", None)
    path = ctx.command_path if ctx is not None else "factdesk"
    return f"{text[:1].lower()}{text[1:]}; see: {path} --help"


def _internal(error: BaseException) -> int:
    """An error of ours: where it happened, but nothing of what was in the desk."""
    if os.environ.get("FACTDESK_DEBUG") == "1":
        sys.stderr.write("".join(traceback.format_exception(error)).encode("ascii", "backslashreplace").decode())
        return 1
    frames = traceback.extract_tb(error.__traceback__)
    at = f"{os.path.basename(frames[-1].filename)}:{frames[-1].lineno}" if frames else "?"
    tell(f"factdesk: internal error, {type(error).__name__} in {at}; FACTDESK_DEBUG=1 shows more, and maybe data")
    return 1


def _only_text(arguments: Sequence[str]) -> None:
    """Refuses arguments that are not text in the locale's encoding: no desk could hold them."""
    for place, argument in enumerate(arguments, 1):
        if "\0" in argument:
            raise BadInput(f"argument {place} holds NUL, which no text can", todo="remove it")
        if not argument.isascii():
            try:
                argument.encode("utf-8")
            except UnicodeEncodeError:
                raise BadInput(f"argument {place} is not UTF-8 text", todo="write it in UTF-8") from None


def _swallow_output() -> None:
    """Nobody reads on: what is still buffered goes nowhere, so that the interpreter's exit stays silent."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115  (a stream that lives until the exit)


def _flush_quietly() -> None:
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        _swallow_output()


def invoke(*arguments: Any) -> int:
    """Runs a command line given as words."""
    return run([str(argument) for argument in arguments])
