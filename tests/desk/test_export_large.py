"""A desk of 20,000 claims with 200 confidential sources and deleted drafts: nothing of them is in the file."""

from __future__ import annotations

import random
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import pytest

from factdesk.desk.add import add_many
from factdesk.desk.attach import attach
from factdesk.desk.drafts import drop_draft, save_draft
from factdesk.desk.edit import edit
from factdesk.desk.export import WouldLeak, export, plan_export
from factdesk.desk.open import Desk, create_desk, open_desk
from factdesk.desk.review import mark
from factdesk.desk.undo import undo
from factdesk.desk.verify import verify
from factdesk.store import export_schema
from factdesk.store.export_words import vocabulary
from support.handover import figure, rows

pytestmark = pytest.mark.slow

CLAIMS: Final = 20_000
INCIDENTS: Final = 400
SECRETS: Final = 200

_SOUNDS: Final = ("ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu", "да", "ме", "ко", "ви")
_CHANCE: Final = random.Random(11)


def invented(prefix: str) -> str:
    """A word that no other text of the desk holds."""
    return prefix + "".join(_CHANCE.choice(_SOUNDS) for _ in range(5))


HIDDEN: Final = [
    {
        "name": f"{invented('X')} {invented('Y')}",
        "role": f"keeper of {invented('q')}",
        "title": f"Talk with {invented('z')} in the cellar",
        "note": f"lives behind {invented('w')}, plays {invented('v')}",
        "code": f"ZQ{1000 + number}",
        "url": f"https://drop.example/{invented('u')}/{number}",
        "publisher": f"Cell of {invented('p')}",
        "quote": f"we counted them by the {invented('t')} wall",
        "file": f"{invented('f')}.jpg",
    }
    for number in range(SECRETS)
]


def records() -> Iterator[tuple[str, dict[str, Any]]]:
    """Incidents, speakers and public sources, the confidential ones between them, and every claim with its sources."""
    for number in range(INCIDENTS):
        yield "incident", {"code": f"K{number}", "title": f"Shelling of street {number}", "place": f"Place {number}"}
        yield "speaker", {"name": f"Spokesperson {number}", "organisation": "Town", "note": f"remark {number} of ours"}
    for number in range(2_000):
        url = f"https://news.example/{number}"
        yield "source", {"code": f"S{number}", "kind": "article", "title": f"Report {number}", "url": url}
    for hidden in HIDDEN:
        private = {"confidentiality": "confidential", "note": hidden["note"]}
        yield "speaker", {"name": hidden["name"], "role": hidden["role"], **private}
        fields = {name: hidden[name] for name in ("title", "code", "url", "publisher")}
        yield "source", {"kind": "interview", "root_speaker": hidden["name"], **fields, **private}
    for number in range(CLAIMS):
        incident = number % INCIDENTS
        fields = {"incident": f"K{incident}", "speaker": f"Spokesperson {incident}", "scope": f"street {incident}"}
        yield figure(f"K{incident}-{number}", number, **fields)
        yield from citations(number, f"K{incident}-{number}")


def citations(number: int, claim: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every claim is cited once in public; some twice, the second time by a confidential source, some by it alone."""
    hidden = HIDDEN[number % SECRETS]
    if number % 20 != 19:
        yield "citation", {"claim": claim, "source": f"S{number % 2_000}", "quote": f"{number} dead, the report says"}
    if number % 20 in (18, 19):
        yield "citation", {"claim": claim, "source": hidden["code"], "quote": hidden["quote"]}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path = tmp_path_factory.mktemp("large") / "desk.sqlite"
    with create_desk(path, author="Anna") as made:
        add_many(made, records(), "all")
        judged = [f"K{number % INCIDENTS}-{number}" for number in range(0, CLAIMS, 2)]
        mark(made, judged, "confirmed", basis="authority", reason="the register has this number")
        odd = [f"K{number % INCIDENTS}-{number}" for number in range(19, 3_000, 40)]
        mark(made, odd, "confirmed", basis="first-hand", reason="told by one who was there")
        for hidden in HIDDEN[:60]:
            save_draft(made, hidden["code"], hidden)
        for hidden in HIDDEN[:40]:
            drop_draft(made, hidden["code"])
        scan = path.with_name(HIDDEN[0]["file"])
        scan.write_bytes(b"bytes of a photo")
        attach(made, ["K1-1"], file=scan, fields={"title": "A photo", "confidentiality": "confidential"})
        yield made


@pytest.fixture(scope="module")
def out(desk: Desk) -> Path:
    start = time.thread_time()
    made = export(desk, desk.path.with_name("out.sqlite"), include_open=True)
    # generous, for a machine that does other things too: it takes about three seconds on a small one
    assert time.thread_time() - start < 30
    return made.path


def hidden_texts() -> Iterator[str]:
    for hidden in HIDDEN:
        yield from hidden.values()


def test_nothing_withheld_is_in_the_bytes(desk: Desk, out: Path) -> None:
    data = out.read_bytes()
    folded = data.lower()  # ASCII alone, as the search index keeps it: one look finds values and index
    for text in (*hidden_texts(), str(desk.path.parent)):
        assert text.encode().lower() not in folded, text
    for (id_,) in rows(desk.path, "SELECT id FROM sources UNION ALL SELECT id FROM speakers"):
        assert id_.encode() not in data
    for note in ("remark 0 of ours", "remark 399 of ours", "bytes of a photo"):
        assert note.encode() not in data


def test_nothing_withheld_is_in_the_search_index(out: Path) -> None:
    with closing(sqlite3.connect(out)) as conn:
        known = set(vocabulary(conn))
        odd = {word for text in hidden_texts() for word in re.findall(r"\w{9,}", text.lower())}
        assert len(known) > CLAIMS * 0.9  # the numbers at least
        assert len(odd) > SECRETS * 8
        assert not odd & known
        assert not {hidden["code"].lower() for hidden in HIDDEN} & known
        assert "register" in known


def test_ids_have_no_gaps_and_counts_agree(out: Path) -> None:
    for table in export_schema.TABLES:
        ((number, lowest, highest),) = rows(out, f"SELECT count(*), min(id), max(id) FROM {table}")
        assert (lowest, highest) == (1, number)
    assert rows(out, "SELECT count(*) FROM claims") == [(CLAIMS * 19 // 20,)]
    told = {(name, why): int(n) for name, why, n in rows(out, "SELECT name, reason, value FROM manifest"
            " WHERE section = 'withheld'")}  # fmt: skip
    assert told["sources", "confidential"] == SECRETS + 1
    assert told["speakers", "confidential"] == SECRETS
    assert told["claims", "sources"] == CLAIMS // 20
    assert verify(out).ok


def test_the_same_desk_gives_the_same_file(desk: Desk, out: Path) -> None:
    again = export(desk, desk.path.with_name("again.sqlite"), include_open=True)
    assert again.path.read_bytes() == out.read_bytes()
    edit(desk, "K0-0", {"scope": "another street"})
    undo(desk)
    with open_desk(desk.path, author="Anna") as other:
        mark(other, ["K0-0"], "disputed", basis="status", reason="contested")
        undo(other)
    changed = plan_export(desk, include_open=True).content_hash
    assert changed == again.plan.content_hash == verify(out).content_hash


def test_one_slip_among_all_of_it_refuses(desk: Desk) -> None:
    mark(desk, ["K3-19603"], "confirmed", basis="authority", reason=f"heard from {HIDDEN[77]['name'].upper()} too")
    slipped = desk.path.with_name("slipped.sqlite")
    with pytest.raises(WouldLeak, match="the reason of the review of K3-19603"):
        export(desk, slipped, include_open=True)
    undo(desk)
    assert not slipped.exists()
