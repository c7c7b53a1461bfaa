"""A withheld text that slipped into a text that goes refuses the export, names the place, and leaves no file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from factdesk.desk.add import add, add_many
from factdesk.desk.attach import attach
from factdesk.desk.edit import edit, remove
from factdesk.desk.export import WouldLeak, export, plan_export
from factdesk.desk.open import Desk
from factdesk.desk.review import mark
from factdesk.model.leaks import Finder, Secret
from factdesk.store import export_bytes
from support import handover


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with handover.build(tmp_path / "desk.sqlite") as made:
        yield made


def refused(desk: Desk) -> WouldLeak:
    """The refusal of an export, after which nothing may lie about."""
    before = sorted(os.listdir(desk.path.parent))
    with pytest.raises(WouldLeak) as caught:
        export(desk, desk.path.with_name("out.sqlite"))
    assert sorted(os.listdir(desk.path.parent)) == before
    assert caught.value.exit_code == 4
    assert [str(leak) for leak in plan_export(desk).leaks] == [str(leak) for leak in caught.value.leaks]
    return caught.value


IDENTIFYING = {
    "name": f"we believe {handover.NAME}, who was there",
    "name in capitals": "IVAN CORNFLOWER WAS THERE",
    "name over two lines": "we asked Ivan\n   Cornflower",
    "name with accents": "we asked Iván Cörnflower",
    "name with an invisible character": "we asked Ivan Corn\u200bflower",
    "name with an ending": "Ivan Cornflower's word, and Ivan Cornflowers too",
    "title": f"see {handover.TITLE.lower()}",
    "note": f"He {handover.NOTE}.",
    "url": handover.URL,
    "url without its scheme": "look at drop.example/box/7731?key=lavender again",
    "code": "as in S2, minute four",
    "code of another": "S8 has it too",
}


@pytest.mark.parametrize("text", IDENTIFYING.values(), ids=IDENTIFYING)
def test_what_identifies_a_withheld_record_refuses(desk: Desk, text: str) -> None:
    mark(desk, ["A1"], "confirmed", basis="authority", reason=text)
    assert "the reason of the review of A1" in str(refused(desk))


@pytest.mark.parametrize(
    ("ref", "field", "place"),
    [
        ("A", "title", "incident A"), ("A", "summary", "incident A"), ("A", "region", "incident A"),
        ("Town council", "role", "speaker Town council"), ("S1", "publisher", "source S1"),
        ("S5", "title", "source S5"), ("S6", "withdrawn", "source S6"), ("A1", "scope", "claim A1"),
        ("A6", "statement", "claim A6"),
    ],
)  # fmt: skip
def test_a_withheld_name_is_found_in_every_field(desk: Desk, ref: str, field: str, place: str) -> None:
    edit(desk, ref, {field: f"so {handover.NAME} says"})
    told = str(refused(desk))
    assert f"the {field} of {place}" in told
    assert f"edit the {field}" in told


@pytest.mark.parametrize("field", ["quote", "translation", "locator"])
def test_a_withheld_name_is_found_in_every_field_of_a_citation(desk: Desk, field: str) -> None:
    attach(desk, ["A1"], source="S5", **{field: f"{handover.NAME} told us"})
    assert f"the {field} of the citation of A1 from S5" in str(refused(desk))


def test_the_refusal_does_not_print_what_it_protects(desk: Desk) -> None:
    mark(desk, ["A1"], "confirmed", basis="authority", reason=f"ask {handover.NAME} of {handover.TITLE}")
    told = str(refused(desk))
    assert handover.NAME not in told
    assert handover.TITLE not in told
    assert "and 1 more" in told


def test_a_file_name_and_a_folder_refuse(desk: Desk, tmp_path: Path) -> None:
    scan = tmp_path / "morgue_register_scan.jpg"
    scan.write_bytes(b"jpeg")
    attach(desk, ["A5"], file=scan, fields={"title": "A register of the dead", "confidentiality": "confidential"})
    mark(desk, ["A1"], "confirmed", basis="authority", reason="compare morgue_register_scan.jpg")
    assert "file name of source S9" in str(refused(desk))
    mark(desk, ["A1"], "confirmed", basis="authority", reason=f"kept in {tmp_path}/photos")
    assert any("folder of the desk" in str(leak) for leak in refused(desk).leaks)


def test_what_a_withheld_source_said_must_not_stand_in_the_desks_own_words(desk: Desk) -> None:
    mark(desk, ["A1"], "confirmed", basis="authority", reason=f"We heard: {handover.QUOTE}.")
    assert "the quote of source S2 stands in the reason" in str(refused(desk))


def test_what_somebody_said_in_public_too_is_no_leak(desk: Desk) -> None:
    mark(desk, ["A1"], "confirmed", basis="authority", reason=f"We heard: {handover.QUOTE}.")
    attach(desk, ["A1"], source="S5", quote=f"He told us: {handover.QUOTE}")
    assert export(desk, desk.path.with_name("out.sqlite")).size > 0


def test_one_reason_for_many_claims_is_no_leak_of_the_withheld_one_among_them(desk: Desk) -> None:
    mark(desk, ["A1", "A5"], "confirmed", basis="authority", reason="two registers agree on this number")
    assert plan_export(desk).leaks == ()


def test_naming_the_record_for_this_export_lets_it_pass(desk: Desk) -> None:
    mark(desk, ["A1"], "confirmed", basis="authority", reason="as in S2, minute four")
    refused(desk)
    assert plan_export(desk, name_confidential=["S2"]).leaks == ()


def test_former_names_and_single_words_of_a_name_are_cautions(desk: Desk) -> None:
    edit(desk, handover.NAME, {"name": "Witness Nettle"})
    mark(desk, ["A1"], "confirmed", basis="authority", reason="Ivan Cornflower agrees")
    mark(desk, ["A2"], "confirmed", basis="authority", reason="so says Nettle")
    told = [str(leak) for leak in plan_export(desk, name_confidential=["S8"]).cautions]
    assert len(told) == 2
    assert sum("a former name of speaker p-" in line for line in told) == 1
    assert sum("a part of the name of speaker p-" in line for line in told) == 1
    assert all("the reason of the review of A" in line for line in told)


def test_the_name_of_a_removed_confidential_speaker_is_a_caution(desk: Desk) -> None:
    gone = add(desk, "speaker", {"name": "Petro Lavender", "confidentiality": "confidential"})
    add(desk, "speaker", {"name": "Olha Daffodil"})
    remove(desk, gone.id)
    remove(desk, "Olha Daffodil")
    mark(desk, ["A1"], "confirmed", basis="authority", reason="Petro Lavender and Olha Daffodil agree")
    assert {leak.secret.text for leak in plan_export(desk).cautions} == {"Petro Lavender"}


def test_generic_titles_of_the_desk_itself_protect_nobody(desk: Desk) -> None:
    attach(desk, ["A1"], text="what she wrote", fields={"confidentiality": "confidential"})
    attach(desk, ["A1"], text="what the paper wrote")
    assert plan_export(desk).leaks == ()


def found(text: str, rule: str, *secrets: str) -> list[str]:
    finder = Finder(Secret(secret, rule, "speaker", "p", "name") for secret in secrets)
    return sorted(secret.text for secret in finder.find(text))


@pytest.mark.parametrize(
    ("rule", "secret", "text", "leaks"),
    [
        ("name", "张伟", "记者张伟在现场", True),
        ("name", "สมชาย", "คุณสมชายบอกว่า", True),
        ("name", "Петренко", "за словами ПЕТРЕНКО", True),
        ("name", "Петренко", "сказав Петренком", True),
        ("name", "أحمد علي", "قال أحمدُ عليّ", True),
        ("name", "Li", "asked Li about it", True),
        ("name", "Li", "li and Lima", False),
        ("name", "Anna", "Annapolis", False),
        ("name", "Ivan", "Ivanivka was hit", False),
        ("name", "Marek", "Marek's house", True),
        ("name", "A", "A man said", False),
        ("text", "box", "a box", False),
        ("text", "report 12", "report 123", False),
        ("code", "S17", "(S17)", True),
        ("code", "S17", "s17, S170, XS17", False),
        ("code", "BBC", "the BBC", False),
        ("code", "12", "12 dead", False),
        ("saying", "short words", "short words", False),
        ("part", "Sample", "a sample", False),
        ("part", "Sample", "Ms Sample", True),
        ("part", "Zvirova", "ZVIROVA told us", True),
        ("part", "Zvirova", "o. zvirova told us", True),
        ("part", "Zvirova", "we told zvirova", False),
        ("part", "zvirova", "we told zvirova", True),
        ("part", "Zvirova", "through Zvirovoi", True),
        ("part", "Звірова", "від Звірової", True),
        ("part", "Zvirova", "Zvír\u200bova's word", True),
        ("part", "Koval", "Kovalivka was hit", True),
        ("part", "Hoha", "Hohans", False),
        ("part", "الزهراني", "قال الزهراني", True),
    ],
)
def test_how_texts_are_compared(rule: str, secret: str, text: str, leaks: bool) -> None:
    assert found(text, rule, secret) == ([secret] if leaks else [])


def test_many_secrets_at_once() -> None:
    secrets = [f"Interview with witness number{i} of street {i}" for i in range(3000)]
    text = " ".join(secrets[7].split()) + "; interview with witness number8 of road 8. " + secrets[2999].upper()
    assert found(text, "text", *secrets) == sorted([secrets[7], secrets[2999]])


def test_the_search_through_bytes_finds_every_length_at_every_offset(tmp_path: Path) -> None:
    file = tmp_path / "bytes"
    for length in (8, 9, 10, 11, 12, 14, 15, 16, 31, 64, 200, 5_000):
        text = bytes(97 + (i * i * 7 + length) % 26 for i in range(length))
        for offset in range(24):
            file.write_bytes((b"\x80" * (64 + offset) + text).ljust(512, b"\xff"))
            assert list(export_bytes.present(file, [text, text[::-1]])) == [text], (length, offset)
        file.write_bytes((text[:-1] + b"\x00" + text[1:]) * 8)
        assert list(export_bytes.present(file, [text])) == [], length
    file.write_bytes(b"")
    assert list(export_bytes.present(file, [b"nothing at all"])) == []


@pytest.mark.parametrize("length", [8, 13, 15, 40, 300])
def test_the_search_through_bytes_crosses_the_borders_of_its_chunks(tmp_path: Path, length: int) -> None:
    file, text = tmp_path / "bytes", bytes(33 + i * i % 90 for i in range(length))
    for border in (export_bytes.CHUNK, 2 * export_bytes.CHUNK):
        for before in (0, 1, 7, length // 2, length - 1, length, export_bytes.REACH):
            data = bytearray(border * 2)
            data[border - before : border - before + length] = text
            file.write_bytes(data)
            assert list(export_bytes.present(file, [text, b"not in there"])) == [text], (border, before)


def test_bytes_that_no_value_shows_refuse(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from factdesk.store import export_write

    def careless(conn: Any) -> None:
        conn.execute("PRAGMA secure_delete=OFF")
        conn.execute("INSERT INTO incidents (id, kind, title) VALUES (99, 'event', ?)", (handover.NAME,))
        conn.execute("DELETE FROM incidents WHERE id = 99")

    monkeypatch.setattr(export_write, "_index", careless)
    with pytest.raises(WouldLeak, match="stands in the bytes of the file"):
        export(desk, desk.path.with_name("out.sqlite"))


def test_words_that_only_the_search_index_holds_refuse(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from factdesk.store import export_write

    add_many(desk, [("speaker", {"name": "Hyacinth", "confidentiality": "confidential"})], "one word")

    def careless(conn: Any) -> None:
        conn.execute("INSERT INTO claims_fts (rowid, words) VALUES (1, 'HYACINTH')")

    monkeypatch.setattr(export_write, "_index", careless)
    with pytest.raises(WouldLeak, match="stands in the search index"):
        export(desk, desk.path.with_name("out.sqlite"))
