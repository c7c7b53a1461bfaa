"""Whose words a source carries for a claim, in the forms: proposed, kept, cleared, edited, offered first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from factdesk.desk import browse
from factdesk.desk.open import open_desk
from factdesk.model.views import CitationView
from factdesk.tui import forms
from support.form_app import field, running, screen_text, until

SPEAKER = "Ukrainian officials"


def tie_of(path: Path, claim: str, citation: str) -> CitationView:
    with open_desk(path, read_only=True) as desk:
        return next(tie for tie in browse.claim_card(desk, claim).citations if tie.id == citation)


async def test_the_speaker_of_the_claim_is_proposed_and_kept(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        done: list[Any] = []
        forms.open_attach(app, ["A1"], done.append)
        await pilot.pause()
        assert field(app, "words-of").chosen.code == SPEAKER
        assert "one root" in field(app, "words-of").note
        assert not app.screen.dirty  # a proposal alone is nothing typed
        field(app, "url").text = "https://example.org/page"
        await pilot.press("f2")
        await until(pilot, lambda: done)
    tie = tie_of(sample, "A1", done[0].citations[0])
    assert (tie.carries, tie.root_label) == (SPEAKER, SPEAKER)
    assert tie.source.root_speaker is None  # of this citation alone


async def test_a_cleared_proposal_stays_cleared(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        done: list[Any] = []
        forms.open_attach(app, ["A1"], done.append)
        await pilot.pause()
        field(app, "words-of").focus()
        await pilot.press("backspace")
        assert "a root of its own" in field(app, "words-of").note
        field(app, "kind").state = "post"
        field(app, "url").text = "https://example.org/page"
        await pilot.pause(0.4)
        assert field(app, "words-of").value is None
        await pilot.press("f2")
        await until(pilot, lambda: done)
    assert tie_of(sample, "A1", done[0].citations[0]).carries == ""


async def test_nobody_is_proposed_where_it_makes_no_sense(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        forms.open_attach(app, ["A1"], lambda result: None)
        await pilot.pause()
        words = field(app, "words-of")
        for name, state in (("kind", "photo"), ("stance", "opposes")):
            before = field(app, name).state
            field(app, name).state = state
            await until(pilot, lambda: words.value is None)
            field(app, name).state = before
            await until(pilot, lambda: words.value is not None)
        with open_desk(sample, read_only=True) as desk:
            window = browse.source_window(desk)
            carrier = next(row for row in window.rows(0, window.count()) if row.url and row.root)
        field(app, "url").text = carrier.url  # it says by itself whom it carries
        await until(pilot, lambda: words.value is None)
        assert not field(app, "root").display


async def test_several_claims_of_several_speakers_propose_nobody(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        forms.open_attach(app, ["A1", "A12"], lambda result: None)
        await pilot.pause()
        words = field(app, "words-of")
        assert words.value is None
        words.focus()
        await until(pilot, lambda: len(words.matches) > 2)
        with open_desk(sample, read_only=True) as desk:
            mine = {browse.claim_card(desk, code).speaker.id for code in ("A1", "A12")}  # type: ignore[union-attr]
        assert {match.key for match in words.matches[:2]} == mine  # the speakers of the claims come first


async def test_a_citation_is_edited_to_another_root_and_to_none(sample: Path) -> None:
    with open_desk(sample, author="Tester") as desk:
        from factdesk.desk.attach import attach

        made = attach(desk, ["A1"], source="S7", quote="for the test", root_speaker=SPEAKER).citations[0]
    async with running(sample) as (app, pilot):
        done: list[Any] = []
        forms.open_edit(app, made, done.append)
        await pilot.pause()
        assert field(app, "root").chosen.code == SPEAKER
        assert SPEAKER in screen_text(app)
        field(app, "root").focus()
        await pilot.press("backspace")
        field(app, "root").text = "S2"
        await until(pilot, lambda: any(match.code == "S2" for match in field(app, "root").matches))
        await pilot.press("enter", "f2")
        await until(pilot, lambda: done)
        assert tie_of(sample, "A1", made).carries.startswith("S2 ")
        forms.open_edit(app, made, done.append)
        await pilot.pause()
        field(app, "root").focus()
        await pilot.press("backspace", "f2")
        await until(pilot, lambda: len(done) == 2)
    assert tie_of(sample, "A1", made).carries == ""


async def test_a_new_citation_proposes_once_claim_and_source_are_chosen(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        done: list[Any] = []
        forms.open_add(app, "citation", {"claim": "A1", "source": "S7"}, done.append)
        await pilot.pause()
        await until(pilot, lambda: field(app, "root").value)
        assert field(app, "root").chosen.code == SPEAKER
        field(app, "quote").text = "for the test"
        await pilot.press("f2")
        await until(pilot, lambda: done)
    assert tie_of(sample, "A1", done[0].id).carries == SPEAKER
