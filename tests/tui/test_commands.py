"""The registry: one table, and everything that is made of it agrees."""

from __future__ import annotations

import subprocess
import sys

import pytest
from textual.binding import Binding, BindingsMap

from factdesk.tui import commands
from factdesk.tui.command_table import COMMANDS, GROUPS, MAIN
from factdesk.tui.keymap import key_label, layouts

CONTEXTS = sorted({context for command in COMMANDS for context in command.where})


def test_the_table_is_whole() -> None:
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)
    assert all(command.id.isidentifier() and command.help and command.title for command in COMMANDS)
    assert {command.group for command in COMMANDS} == set(GROUPS)
    assert all(command.keys or command.palette for command in COMMANDS), "a command that nobody can reach"


@pytest.mark.parametrize("context", CONTEXTS)
def test_no_key_does_two_things_in_one_place(context: str) -> None:
    bound = BindingsMap(commands.bindings_for(context, "app")).key_to_bindings
    assert {key: [b.action for b in found] for key, found in bound.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("c", ("c", "с")), ("d", ("d", "в")), ("x", ("x", "ч")), ("o", ("o", "щ")), ("s", ("s", "і", "ы")),
        ("U", ("U", "Г")), ("G", ("G", "П")), ("N", ("N", "Т")), ("/", ("/", ".")), ("?", ("?", ",")),
        (":", (":", "Ж")), ("1", ("1",)), ("enter", ("enter",)), ("ctrl+p", ("ctrl+p",)), ("E", ("E", "У")),
    ],
)  # fmt: skip
def test_keys_under_cyrillic_layouts(key: str, typed: tuple[str, ...]) -> None:
    assert layouts(key) == typed


def test_every_letter_has_its_twins() -> None:
    from string import ascii_letters

    for letter in ascii_letters:
        twins = layouts(letter)[1:]
        assert twins
        assert all(not twin.isascii() and twin.isupper() == letter.isupper() for twin in twins)


def test_bindings_carry_their_command() -> None:
    bound = {b.key: b for b in Binding.make_bindings(commands.bindings_for("desk", "app"))}
    assert bound["c"].action == bound["с"].action == "confirm"
    assert bound["question_mark"].action == bound["comma"].action == "app.help"
    assert bound["ctrl+q"].priority
    assert not bound["c"].priority


@pytest.mark.parametrize("context", [*MAIN, "card", "strip", "form"])
def test_the_footer_fits(context: str) -> None:
    for width in (20, 40, 60, 80, 120, 200):
        keys = commands.footer_for(context, width=width)
        assert sum(key.cells for key in keys) <= width
        assert len(keys) <= (7 if width <= 80 else 7 + (width - 80) // 12)
    help_key = "F1" if context in ("strip", "form") else "?"
    assert help_key in [key.key for key in commands.footer_for(context, width=80)]


def test_the_footer_names_no_key_that_would_be_typed() -> None:
    for context in ("desk", "export", "form"):
        keys = [key.key for key in commands.footer_for(context, width=200, typing=True)]
        assert keys
        assert all(len(key) > 1 for key in keys)
    assert "F1" in keys


def test_the_footer_of_the_desk_offers_verdicts_first() -> None:
    keys = [key.key for key in commands.footer_for("desk", width=80)]
    assert keys[:3] == ["c", "d", "x"]
    assert len(commands.footer_for("desk", width=200)) > len(keys)


def test_help_and_readme_name_every_key() -> None:
    table = commands.key_table_markdown()
    helped = {keys for group in commands.help_text() for keys, _, _ in group.rows}
    for command in COMMANDS:
        if command.keys:
            assert " ".join(map(key_label, command.keys)) in helped
            assert f"| {command.title} | {command.help} |" in table
    assert [group.title for group in commands.help_text()] == [g for g in GROUPS if g in table]


def test_help_of_a_context_leaves_out_what_it_has_not() -> None:
    titles = {title for group in commands.help_text("history") for _, title, _ in group.rows}
    assert "Confirm" not in titles
    assert {"Help", "Down", "Search"} <= titles


def test_find_knows_actions_of_the_application() -> None:
    assert commands.find("app.quit") is commands.find("quit")
    assert commands.find("screen.confirm") is commands.find("confirm")
    assert commands.find("toggle_dark") is None


def test_the_registry_needs_no_textual() -> None:
    code = "import sys, factdesk.tui.commands as c; c.key_table_markdown(); sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
