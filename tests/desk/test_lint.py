"""Drafts about the founding case against the sample desk: good ones pass, each fault is found and put right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from factdesk.desk.lint import Linted, lint
from factdesk.desk.open import Desk
from factdesk.desk.sample import build_sample
from factdesk.model.errors import BadInput

GOOD = """A missile attack on Kryvyi Rih on 4 April killed 20 people, the regional governor Serhii Lysak said on
16 April. The UN Human Rights Office counted 18 people killed in the single explosion. Nine of them were children,
the UN office said; other reports differ.

Over 70 people were injured in the missile and drone attacks of the day, according to Lysak.

Russia's Defence Ministry claimed that up to 85 military personnel were killed. Ukraine denied that any military site
was hit. No casualties were reported in the forum.

In Kharkiv, five civilians were killed in a drone attack the night before.
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path: Path = tmp_path_factory.mktemp("lint") / "desk.sqlite"
    with build_sample(path, author="Reader") as made:
        yield made


def found(desk: Desk, text: str) -> Linted:
    return lint(desk, "A", text)


def test_a_draft_that_keeps_to_the_desk_passes(desk: Desk) -> None:
    got = found(desk, GOOD)
    assert got.findings == ()
    assert got.figures >= 6


@pytest.mark.parametrize(
    ("draft", "kinds", "code"),
    [
        ("Russia's Defence Ministry claimed that 85 military personnel were killed.", {"qualifier"}, "A12"),
        ("Ukrainian officials said 16 people were killed.", {"qualifier"}, "A1"),
        ("Russia's Defence Ministry claimed that up to 85 civilians were killed.", {"population"}, "A12"),
        ("Up to 85 military personnel were killed.", {"unattributed", "denied"}, "A12"),
        ("Russia's Defence Ministry said up to 85 military personnel were killed.", {"denied"}, "A12"),
        ("Oleksandr Vilkul said 56 people were injured.", {"superseded"}, "A30"),
        ("Ukrainian authorities said 75 people were injured.", set(), ""),
        ("Officials said nearly 33 people were still in hospital.", {"qualifier"}, "A51"),
        ("The UN Human Rights Office said nine children were killed.", {"disputed"}, "A37"),
        ("A total of 300 casualties were counted.", {"casualties"}, ""),
        ("Serhii Lysak said 47 people were killed.", {"unknown"}, "A58"),
        ("In Kryvyi Rih, 35 people were injured, Terekhov said, though others dispute it.", {"elsewhere"}, "B10"),
        ("Emergency services said five apartment buildings were destroyed.", {"measure"}, "A6"),
        ("The strike hit a restaurant where Ukrainian commanders were meeting Western military advisers.",
         {"unattributed"}, "A11"),
    ],
)  # fmt: skip
def test_each_fault_is_found_with_the_claim_that_it_breaks(desk: Desk, draft: str, kinds: set[str], code: str) -> None:
    got = found(desk, f"The city mourns.\n\n{draft}\n").findings
    assert {one.kind for one in got} >= kinds
    assert bool(got) == bool(kinds)
    assert not code or code in {one.code for one in got}
    assert all(one.line == 3 and draft[one.start - 18 : one.end - 18] == one.words for one in got)


def test_the_sentence_that_would_be_right_is_given(desk: Desk) -> None:
    (one,) = found(desk, "Russia's Defence Ministry claimed that 85 military personnel were killed.").findings
    assert one.told.startswith("up to 85 military personnel killed (A12, Ministry of Defence of Russia")
    assert "up to 85 military personnel killed" in one.say
    (old,) = found(desk, "Oleksandr Vilkul said 56 people were injured.").findings
    assert "More than 70 people were injured" in old.say


def test_officials_for_one_voice(desk: Desk) -> None:
    kinds = {one.kind for one in found(desk, "Several officials said 72 people were injured.").findings}
    assert "officials" in kinds


def test_an_empty_draft_is_refused(desk: Desk) -> None:
    with pytest.raises(BadInput, match="empty"):
        found(desk, " \n")
