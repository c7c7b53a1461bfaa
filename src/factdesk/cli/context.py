"""What every command needs: which desk is meant, whose name stands under a change, options they share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from factdesk.cli.names import looks_like_desk, looks_like_path
from factdesk.cli.output import tell
from factdesk.desk import author as authors
from factdesk.desk.open import Desk, open_desk
from factdesk.model.errors import BadInput, NotFound, Problem

Function = TypeVar("Function", bound=Callable[..., Any])

DEFAULT: Final = "Without DESK: $FACTDESK_DESK, else desk.sqlite in your data folder."


def as_option(function: Function) -> Function:
    """`--as NAME`, on every command that changes something."""
    return click.option(
        "--as", "author", metavar="NAME",
        help="Who makes the change. Without it: $FACTDESK_AUTHOR, else the name that you gave before.",
    )(function)  # fmt: skip


def json_option(function: Function) -> Function:
    """`--json`, for one document."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(function)


def cautions_option(function: Function) -> Function:
    """`--cautions-read`, for what leaves the desk."""
    told = "Say that you read every place in which a part of a withheld name may stand."
    return click.option("--cautions-read", is_flag=True, help=told)(function)


def as_of_option(function: Function) -> Function:
    """`--as-of`, for what looks at the desk."""
    told = "The desk as it stood then: a number of the history (log --json), or a time such as 2025-04-05 18:50."
    return click.option("--as-of", "when", metavar="WHEN", help=told)(function)


def list_options(function: Function) -> Function:
    """`--json`, `--jsonl` and `--limit`, for lists."""
    function = click.option("--limit", type=click.IntRange(0), metavar="N", help="At most N of them.")(function)
    function = click.option("--jsonl", is_flag=True, help="Print JSON Lines: a record a line.")(function)
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON list.")(function)


def desk_argument(function: Function) -> Function:
    """The one optional word of a command that needs a desk and nothing else."""
    return click.argument("desk", required=False, metavar="[DESK]")(function)


def words_argument(metavar: str) -> Callable[[Function], Function]:
    """All words of a command whose first one may be the desk."""
    return click.argument("words", nargs=-1, metavar=metavar)


def path_of(word: str | None) -> Path:
    """The desk that a word names, or the default one."""
    return Path(word).expanduser() if word else authors.default_desk()


def exactly(words: Sequence[str], *names: str) -> tuple[str | None, list[str]]:
    """The desk, if there is one word more than `names`, and the other words. Raises BadInput for other numbers.

    A single word that looks like a desk is the desk, and the rest is missing; `OUT` is a file itself.
    """
    if len(words) == len(names) and not (names[0] in ("ID", "INCIDENT") and looks_like_desk(words[0])):
        return None, list(words)
    if len(words) == len(names) + 1:
        return words[0], list(words[1:])
    wanted = " ".join(names)
    fault = f"{words[-1]!r} is one word too many" if len(words) > len(names) else f"{names[-1]} is missing"
    raise BadInput(fault, todo=f"give [DESK] {wanted}")


def leading(words: Sequence[str], least: int = 0) -> tuple[str | None, list[str]]:
    """The desk, if the first of more than `least` words looks like one, and the other words."""
    if len(words) > least and looks_like_desk(words[0]):
        return words[0], list(words[1:])
    return None, list(words)


def reader(word: str | None) -> Desk:
    """The desk opened for looking."""
    return _open(word, None)


@contextmanager
def looking(word: str | None, when: str | None) -> Iterator[Desk]:
    """The desk opened for looking, or as it stood at a number of the history or a moment; says which change it was."""
    with reader(word) as desk:
        if when is None:
            yield desk
            return
        from factdesk.desk.as_of import as_of, entry_at, stood

        seq = entry_at(desk, when)
        tell(f"the desk {stood(desk, seq)}")
        with as_of(desk, seq) as then:
            yield then


@contextmanager
def writer(word: str | None, author: str | None) -> Iterator[Desk]:
    """The desk opened for changes, signed by somebody. Raises BadInput where nobody is named.

    What lists show of the incidents that were changed is counted anew at the end, as far as that is quick.
    """
    from factdesk.desk import carried

    with _open(word, named_author(author)) as desk:
        before = carried.moment(desk)
        yield desk
        files = carried.touched(desk, before)
        if files:
            more = f" and {len(files) - 3} more" if len(files) > 3 else ""
            tell(f"handed over before in {', '.join(files[:3])}{more}: see what changed since with factdesk affected")
        from factdesk.desk.standing import refresh

        with suppress(Problem):  # another program writes: the next one to look counts
            refresh(desk, seconds=0.1, most=20)


def _open(word: str | None, author: str | None) -> Desk:
    try:
        desk = open_desk(path_of(word), author=author)
    except NotFound as error:
        if word is None or looks_like_path(word):
            raise
        raise NotFound(f"there is no desk file {word!r}", todo=error.todo) from None
    if desk.migrated_backup is not None:
        tell(f"the desk was brought up to date; the file as it was is kept in {desk.migrated_backup}")
    return desk


def named_author(given: str | None) -> str:
    """The name to sign with: given, known, or asked for once where a person can answer."""
    name = authors.check_name(given) if given is not None else authors.known_author()
    if name is not None:
        return name
    if not sys.stdin.isatty():
        raise BadInput("nobody is named as the author of the change", where="author",
                       todo="give your name with --as NAME or in FACTDESK_AUTHOR")  # fmt: skip
    sys.stderr.write("Your name, to sign changes with (it is kept for next time): ")
    sys.stderr.flush()
    return authors.keep_author(sys.stdin.readline())
