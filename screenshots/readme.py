"""The parts of the README that are generated: the table of keys and the table of commands."""

from __future__ import annotations

from typing import Final

KEYS: Final = ("<!-- keys: renewed by screenshots/make.py --readme -->\n", "<!-- end of keys -->\n")
COMMANDS: Final = ("<!-- commands: renewed by screenshots/make.py --readme -->\n", "<!-- end of commands -->\n")


def renewed(text: str) -> str:
    """The README's text with its tables as the program has them. Raises ValueError where marks are missing."""
    from factdesk.tui.commands import key_table_markdown

    return _between(_between(text, KEYS, key_table_markdown()), COMMANDS, command_table())


def command_table() -> str:
    """Every command with what it takes and what it does, as the command line itself tells them."""
    import click

    from factdesk.cli.app import Commands, cli
    from factdesk.cli.names import COMMANDS as names

    assert isinstance(cli, Commands)
    top = click.Context(cli, info_name="factdesk")
    lines = ["| command | does |", "|---|---|", "| `factdesk [DESK]` | open the desk full-screen |"]
    for name, does in names.items():
        command = cli.get_command(top, name)
        assert command is not None
        takes = " ".join(command.collect_usage_pieces(click.Context(command, info_name=name, parent=top))[1:])
        takes = "[DESK] KIND …" if name == "add" else takes
        lines.append(f"| `factdesk {f'{name} {takes}'.strip()}` | {does} |")
    return "\n".join(lines) + "\n"


def _between(text: str, marks: tuple[str, str], table: str) -> str:
    begin, end = (text.index(mark) for mark in marks)
    return f"{text[: begin + len(marks[0])]}\n{table}\n{text[end:]}"
