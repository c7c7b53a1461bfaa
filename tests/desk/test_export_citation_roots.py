"""What a citation carries leaves renumbered, and a root that is not public leaves no trace but that there is one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from factdesk.desk.add import add
from factdesk.desk.attach import attach
from factdesk.desk.edit import edit
from factdesk.desk.export import export
from factdesk.desk.open import Desk
from factdesk.desk.verify import verify
from factdesk.model.errors import Refused
from support import handover
from support.handover import rows


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with handover.build(tmp_path / "desk.sqlite") as made:
        yield made


CARRIED = """
SELECT t.quote, r.title, p.name, t.root_withheld FROM citations AS t JOIN claims AS c ON c.id = t.claim
LEFT JOIN sources AS r ON r.id = t.root LEFT JOIN speakers AS p ON p.id = t.root_speaker WHERE c.value = ? ORDER BY 1
"""


def handed(desk: Desk, *, named: tuple[str, ...] = ()) -> Path:
    out = desk.path.with_name("out.sqlite")
    export(desk, out, name_confidential=named)
    assert verify(out).ok
    return out


def test_what_a_citation_carries_goes_with_it(desk: Desk) -> None:
    attach(desk, ["A2"], source="S3", quote="six, says the council", root="Town council")
    attach(desk, ["A2"], source="S4", quote="six, wrote the day's report", root="S7")
    out = handed(desk)
    told = {quote: (source, speaker) for quote, source, speaker, _ in rows(out, CARRIED, 6)}
    assert told["six, says the council"] == (None, "Town council")
    assert told["six, wrote the day's report"] == ("Nobody cites this", None)  # a root goes with what carries it
    assert rows(out, "SELECT roots FROM claims WHERE value = 6") == [(3,)]
    assert sorted(id_ for (id_,) in rows(out, "SELECT id FROM sources")) == list(range(1, 7))


def test_a_speaker_goes_whose_words_are_carried_in_a_citation_alone(desk: Desk) -> None:
    attach(desk, ["A2"], source="S3", quote="six, says somebody", root="Unneeded Person")
    assert ("Unneeded Person",) in rows(handed(desk), "SELECT name FROM speakers")


@pytest.mark.parametrize("root", [handover.NAME, "S2", "S8"])
def test_a_root_that_is_not_public_is_withheld(desk: Desk, root: str) -> None:
    """The page is public and goes; whose words it carries there does not, by name, number, code or gap."""
    attach(desk, ["A2"], source="S1", quote="six, a person in the town said", root=root)
    out = handed(desk)
    (told,) = [row for row in rows(out, CARRIED, 6) if row[0] == "six, a person in the town said"]
    assert told[1:] == (None, None, 1)
    data = out.read_bytes()
    for secret in (handover.NAME, "Cornflower", handover.TITLE, "Bluebell", handover.NOTE):
        assert secret.encode() not in data
    for table in ("sources", "speakers", "citations"):
        numbers = [id_ for (id_,) in rows(out, f"SELECT id FROM {table} ORDER BY id")]
        assert numbers == list(range(1, len(numbers) + 1))
    marked = dict(rows(out, "SELECT name, value FROM manifest WHERE section = 'marked'"))
    assert marked["citations whose root is withheld"] == "1"
    # S1 speaks for A2 by itself, too: two roots, of which one stays behind
    assert rows(out, "SELECT roots FROM claims WHERE value = 6") == [(2,)]


def test_a_withheld_root_goes_once_a_person_names_it(desk: Desk) -> None:
    attach(desk, ["A2"], source="S1", quote="six, a person in the town said", root=handover.NAME)
    out = handed(desk, named=(handover.NAME,))
    assert ("six, a person in the town said", None, handover.NAME, 0) in rows(out, CARRIED, 6)


def test_a_root_that_is_not_public_says_the_same_whoever_it_is(desk: Desk) -> None:
    """Nothing in the file tells one withheld root from another: the same content, whoever stays behind."""
    add(desk, "speaker", {"name": "Vera Thistledown", "confidentiality": "confidential"})
    tie = attach(desk, ["A2"], source="S1", quote="six, a person in the town said", root=handover.NAME).citations[0]
    hashes = []
    for place, root in enumerate((handover.NAME, "Vera Thistledown")):
        if place:
            edit(desk, tie, {"root": root})
        out = desk.path.with_name(f"out{place}.sqlite")
        hashes.append(export(desk, out).plan.content_hash)
    assert hashes[0] == hashes[1]


def test_a_file_of_the_format_before_is_not_called_damaged(desk: Desk) -> None:
    out = handed(desk)
    data = bytearray(out.read_bytes())
    data[60:64] = (1).to_bytes(4, "big")
    out.write_bytes(data)
    with pytest.raises(Refused, match="has format 1, this program checks format 2"):
        verify(out)
