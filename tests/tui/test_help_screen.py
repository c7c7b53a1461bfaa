"""The help: everything the registry knows is there, in one column or two, and can be searched."""

from __future__ import annotations

import pytest

from factdesk.model import vocabulary
from factdesk.tui.app import FactdeskApp
from factdesk.tui.commands import COMMANDS
from factdesk.tui.screens.help import HelpScreen, key_lines, word_lines
from factdesk.tui.widgets.status_line import StatusLine
from factdesk.tui.widgets.text_lines import Line
from factdesk.tui.widgets.text_pane import TextPane


def text_of(lines: list[Line]) -> str:
    return "\n".join("".join(piece for piece, _ in line.pieces) for line in lines)


class Bare(FactdeskApp):
    """The application without a desk."""

    MODES = {}
    DEFAULT_MODE = "_default"


def test_every_command_with_a_key_is_told_once() -> None:
    told = text_of(key_lines(["queue"]))
    for command in COMMANDS:
        if command.keys:
            assert told.count(command.help) == sum(other.help == command.help for other in COMMANDS), command.id


def test_the_keys_of_the_screen_below_come_first() -> None:
    told = text_of(key_lines(["history"]))
    here, elsewhere = told.split("Keys of other screens")
    assert "Search this list" in here
    assert "Attach a source" in elsewhere
    assert "Attach a source" not in here


def test_every_word_of_the_vocabulary_is_explained() -> None:
    told = text_of(word_lines())
    for words in (vocabulary.VERDICTS, *vocabulary.BASES.values(), vocabulary.CLAIM_KINDS, vocabulary.QUALIFIERS,
                  vocabulary.CONFIDENTIALITY, vocabulary.SOURCE_KINDS, vocabulary.RELIABILITY):  # fmt: skip
        for word, meaning in words.items():
            assert word.replace("_", " ") in told
            assert meaning in told


@pytest.mark.parametrize(("size", "columns"), [((80, 24), 1), ((120, 36), 2), ((200, 60), 2)])
async def test_one_column_or_two(size: tuple[int, int], columns: int) -> None:
    async with Bare().run_test(size=size) as pilot:
        await pilot.app.push_screen(HelpScreen(["desk"]))
        await pilot.pause()
        shown = [pane for pane in pilot.app.screen.query(TextPane) if pane.region.width]
        assert len(shown) == columns
        everything = text_of([line for pane in shown for line in pane.lines])
        assert everything.count("What the verdicts mean") == 1


async def test_a_search_scrolls_to_the_word_and_says_when_there_is_none() -> None:
    async with Bare().run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(HelpScreen(["desk"]))
        await pilot.press("/", *"admission")
        await pilot.pause()
        pane = pilot.app.screen.query_one("#help-keys", TextPane)
        assert pane.scroll_offset.y > 20
        await pilot.press(*"zzz")
        await pilot.pause()
        assert "not in the help" in pilot.app.screen.query_one(StatusLine).text


async def test_escape_closes_the_search_first_then_the_help() -> None:
    async with Bare().run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(HelpScreen(["desk"]))
        await pilot.press("/", "x", "escape")
        assert isinstance(pilot.app.screen, HelpScreen)
        await pilot.press("escape")
        assert not isinstance(pilot.app.screen, HelpScreen)


async def test_the_help_names_the_keys_of_the_screen_it_lies_over() -> None:
    async with Bare().run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(HelpScreen(["desk"]))
        await pilot.app.push_screen(HelpScreen())
        await pilot.pause()
        told = text_of(list(pilot.app.screen.query_one("#help-keys", TextPane).lines))
        assert told.index("Back one step") < told.index("Keys of other screens")
        assert told.index("Attach a source") > told.index("Keys of other screens")
