"""Adding through the forms, as an editor's hands do it: keys, mouse, pickers, refusals, resizing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from factdesk.desk import browse
from factdesk.desk.open import create_desk, open_desk
from factdesk.desk.opened import opened
from factdesk.tui import forms
from factdesk.tui.forms.form import RecordForm
from support.form_app import SIZES, field, running, screen_text, until


@pytest.mark.parametrize("size", SIZES)
async def test_a_figure_as_people_type_it(sample: Path, size: tuple[int, int]) -> None:
    async with running(sample, size) as (app, pilot):
        added: list[Any] = []
        forms.open_add(app, "claim", {"incident": "A"}, added.append)
        await pilot.pause()
        assert "Missile strike on a residential area" in screen_text(app)
        assert field(app, "figure").has_focus
        await pilot.press(*"at least 16")
        assert "understood: 16 or more (16..∞)" in screen_text(app)
        await pilot.press("enter", *"peop", "right", "enter", *"killed", "f2")
        await until(pilot, lambda: added)
        with open_desk(sample, read_only=True) as desk:
            claim = browse.claim_card(desk, added[0].id).claim
        assert (claim.low, claim.high, claim.qualifier, claim.words) == (16, None, "at_least", "at least 16")
        assert (claim.counted, claim.measure, claim.code) == ("people", "killed", added[0].code)
        assert not isinstance(app.screen, RecordForm)


async def test_the_interval_shows_in_the_frame_of_the_key(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        forms.open_add(app, "claim", {"incident": "A"}, print)
        await pilot.pause()
        figure = field(app, "figure")
        figure.paste("не менше 16")
        assert figure.note == "understood: 16 or more (16..∞)"
        figure.text = ""
        figure.paste("a great many")
        assert figure.note.startswith("not understood:")
        figure.text = "about 50"
        assert figure.note == "understood: near 50, no bounds"


async def test_what_was_not_understood_is_not_stored(sample: Path) -> None:
    async with running(sample, (80, 30)) as (app, pilot):
        added: list[Any] = []
        forms.open_add(app, "claim", {"incident": "A", "figure": "16 or so dead", "counted": "people",
                                      "measure": "killed", "as_of": "31 April 2025"}, added.append)  # fmt: skip
        await pilot.pause()
        await pilot.press("ctrl+s")
        shown = screen_text(app)
        assert "Nothing was recorded: 2 fields need another look (figure, as of)" in shown
        assert "there is no day 31" in " ".join(shown.split())
        assert field(app, "figure").has_focus
        assert not added


async def test_the_kind_decides_which_fields_show(sample: Path) -> None:
    async with running(sample, (80, 24)) as (app, pilot):
        added: list[Any] = []
        forms.open_add(app, "claim", {"incident": "A"}, added.append)
        await pilot.pause()
        await pilot.press("up", "d")
        await pilot.pause()
        assert field(app, "kind").value == "denial"
        shows = {name for name in ("figure", "measure", "counted", "words", "part-of", "statement", "denies",
                                   "denies-aspect") if field(app, name).display}  # fmt: skip
        assert shows == {"statement", "denies", "denies-aspect"}
        await pilot.press("down", *"It was not so", "tab", *"A3")
        await until(pilot, lambda: field(app, "denies").matches)
        await pilot.press("enter")
        assert field(app, "denies").chosen.code == "A3"
        await pilot.press("n", "f2")
        await until(pilot, lambda: added)
        with open_desk(sample, read_only=True) as desk:
            card = browse.claim_card(desk, added[0].id)
        assert card.denies is not None
        assert (card.denies.code, card.claim.denies_aspect, card.claim.kind) == ("A3", "number", "denial")


async def test_a_picker_never_takes_free_text(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        forms.open_add(app, "claim", {"incident": "A", "figure": "6", "counted": "x", "measure": "y"}, print)
        await pilot.pause()
        part = field(app, "part-of")
        part.focus()
        await pilot.press(*"zzzz")
        await until(pilot, lambda: "no claim answers to that" in screen_text(app))
        await pilot.press("f2")
        assert part.has_focus
        assert "no claim was chosen" in screen_text(app)
        assert isinstance(app.screen, RecordForm)


async def test_a_code_left_in_a_picker_is_taken(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        forms.open_add(app, "claim", {"incident": "A"}, print)
        await pilot.pause()
        part = field(app, "part-of")
        part.focus()
        await pilot.press(*"a1")
        await until(pilot, lambda: part.matches)
        await pilot.press("tab")
        assert part.chosen.code == "A1"
        part.focus()
        await pilot.press("backspace")
        assert part.value is None


async def test_a_new_speaker_is_made_on_the_way(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        added: list[Any] = []
        forms.open_add(app, "claim", {"incident": "A", "figure": "6", "counted": "people", "measure": "killed"},
                       added.append)  # fmt: skip
        await pilot.pause()
        speaker = field(app, "speaker")
        speaker.focus()
        await pilot.press(*"Olena Nova")
        await until(pilot, lambda: speaker.matches)
        assert "new speaker" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert field(app, "name").text == "Olena Nova"
        await pilot.press("f2")
        await until(pilot, lambda: speaker.chosen is not None)
        await until(pilot, lambda: speaker.has_focus)
        await pilot.press("f2")
        await until(pilot, lambda: added)
        with open_desk(sample, read_only=True) as desk:
            told = browse.claim_card(desk, added[0].id).speaker
        assert told is not None
        assert told.name == "Olena Nova"


async def test_refusals_of_the_desk_stand_at_their_field(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        forms.open_add(app, "claim", {"incident": "A", "figure": "900", "counted": "children", "measure": "killed",
                                      "part_of": "A5", "code": "A1"}, print)  # fmt: skip
        await pilot.pause()
        await pilot.press("f2")
        await until(pilot, lambda: "the code A1 is taken" in screen_text(app))
        assert field(app, "code").has_focus
        assert field(app, "figure").text == "900"


@pytest.mark.parametrize(
    ("key", "kind"), [("c", "claim"), ("i", "incident"), ("s", "speaker"), ("o", "source"), ("t", "citation")]
)
async def test_the_chooser_opens_each_form(sample: Path, key: str, kind: str) -> None:
    async with running(sample) as (app, pilot):
        forms.open_chooser(app, {"incident": "A"}, print)
        await pilot.pause()
        await pilot.press(key)
        await until(pilot, lambda: isinstance(app.screen, RecordForm))
        assert kind in screen_text(app).splitlines()[0]


async def test_an_incident_with_everything(tmp_path: Path) -> None:
    path = tmp_path / "new.sqlite"
    create_desk(path).close()
    typed = {"title": "Strike on a market", "began": "4 Apr 2025 18:50 +03:00", "ended": "2025-04-04", "place": "Town",
             "region": "Oblast", "country": "Ukraine", "lat": "47.9", "lon": "33.3", "code": "KRY1",
             "place_precision": "exact", "summary": "One.\n\nTwo."}  # fmt: skip
    async with running(path) as (app, pilot):
        added: list[Any] = []
        forms.open_add(app, "incident", {}, added.append)
        await pilot.pause()
        for name, text in typed.items():
            field(app, name.replace("_", "-")).state = text
        await pilot.press("f2")
        await until(pilot, lambda: added)
        with open_desk(path, read_only=True) as desk:
            kept = opened(desk, "KRY1").values
        assert kept == {**typed, "id": added[0].id, "kind": "event", "began": "2025-04-04T18:50+03:00",
                        "began_precision": "minute"}  # fmt: skip


async def test_enter_goes_through_the_fields_and_saves_at_the_last(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        added: list[Any] = []
        forms.open_add(app, "speaker", {}, added.append)
        await pilot.pause()
        await pilot.press(*"Somebody", "enter", *"mayor", "enter", "enter", "enter", "enter")
        note = field(app, "note")
        assert note.has_focus
        await pilot.press(*"one", "enter", *"two")
        assert note.text == "one\ntwo"
        await pilot.press("up", "up")
        assert not note.has_focus
        await pilot.press("f2")
        await until(pilot, lambda: added)
        assert added[0].code == "Somebody"


async def test_resize_keeps_everything(sample: Path) -> None:
    async with running(sample, (200, 60)) as (app, pilot):
        forms.open_add(app, "claim", {"incident": "A"}, print)
        await pilot.pause()
        await pilot.press(*"up to 85", "tab", *"milit")
        for size in ((80, 24), (120, 36), (44, 12), (200, 60)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert field(app, "figure").text == "up to 85"
            assert field(app, "counted").text == "milit"
            assert field(app, "counted").has_focus
            assert field(app, "counted").region.overlaps(app.screen.query_one("#form-groups").region)


async def test_a_click_goes_to_a_field_and_chooses(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        forms.open_add(app, "claim", {"incident": "A"}, print)
        await pilot.pause()
        kind = field(app, "kind")
        await pilot.click(kind, offset=(kind.margin + 2 + len("figure") + 2 + 3, 0))
        assert kind.value == "assertion"
        await pilot.click(field(app, "scope"), offset=(20, 0))
        assert field(app, "scope").has_focus


async def test_nobody_named_is_asked_first(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(sample) as (app, pilot):
        app.bridge.author = None
        added: list[Any] = []
        forms.open_add(app, "speaker", {"name": "S"}, added.append)
        await pilot.pause()
        assert "Which name stands under your changes?" in screen_text(app)
        await pilot.press(*"New Editor", "enter")
        await until(pilot, lambda: isinstance(app.screen, RecordForm))
        await pilot.press("f2")
        await until(pilot, lambda: added)
        with open_desk(sample, read_only=True) as desk:
            author = desk.db.value("SELECT author FROM ledger ORDER BY seq DESC LIMIT 1")
        assert author == "New Editor"


@pytest.mark.parametrize("look", ["light", "ascii", "no colour"])
async def test_forms_read_in_every_look(sample: Path, monkeypatch: pytest.MonkeyPatch, look: str) -> None:
    if look == "no colour":
        monkeypatch.setenv("NO_COLOR", "1")
    theme = "factdesk-light" if look == "light" else None
    async with running(sample, ascii=look == "ascii", theme=theme) as (app, pilot):
        for kind in ("incident", "speaker", "claim", "source", "citation"):
            forms.open_add(app, kind, {}, print)
            await pilot.pause()
            for _ in range(6):
                await pilot.press("tab")
            shown = screen_text(app)
            assert f"Add a{'n' if kind == 'incident' else ''} {kind}" in shown
            assert "●" not in shown if look == "ascii" else True
            await pilot.press("escape")
            await until(pilot, lambda: not isinstance(app.screen, RecordForm))
