"""The fact sheet: what can be said and nothing that stays behind, harmless as text, Markdown and HTML."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from factdesk.desk.add import add_many
from factdesk.desk.open import create_desk
from factdesk.desk.review import mark
from support.audit import audit
from support.command_line import Cli
from support.hostile import KEPT
from support.hostile_desk import codes, records

OWN_LINES = re.compile(r"(    )?- |[0-9]+\. |## [CDSOW]|# |$|\S+.*, 2025-04-04$|State: ")
OWN_TAGS = {"html", "head", "meta", "title", "body", "h1", "h2", "p", "ul", "ol", "li", "bdi", "em", "a"}


def test_a_sheet_tells_the_judged_claims_attributed(cli: Cli, sample: Path) -> None:
    text = cli("sheet", sample, "A").ok().out
    assert text.index("Confirmed, as qualified") < text.index("Disputed") < text.index("Denied")
    assert "1. At least 16 people were killed (the missile attack), Ukrainian officials" in text
    assert "claimed, without evidence seen by this desk, up to 85 military personnel killed" in text
    found = cli("sheet", sample, "A", "--json").ok().json()
    every = cli("claims", sample, "--where", "incident:A", "--json").ok().json()
    assert 0 < len(found["entries"]) <= len(every)
    assert all(1 <= number <= len(found["sources"]) for entry in found["entries"] for number in entry["sources"])
    assert all(entry["told"].startswith("denied by") for entry in found["entries"] if entry["verdict"] == "denied")


def test_a_sheet_tells_both_sides_what_is_open_superseded_and_not_known_as_of_when_and_by_whom(
    cli: Cli, sample: Path
) -> None:
    found = cli("sheet", sample, "A", "--json").ok().json()
    assert [entry["number"] for entry in found["entries"]] == list(range(1, len(found["entries"]) + 1))
    eleven = next(entry for entry in found["entries"] if entry["sentence"].startswith("11 children"))
    assert len(eleven["against"]) == 1
    assert "9 children were killed" in eleven["against"][0]
    denied = next(entry for entry in found["entries"] if "up to 85 military" in entry["sentence"])
    assert "General Staff" in denied["against"][0]
    assert all("has not verified" in entry["sentence"] for entry in found["entries"] if entry["verdict"] == "open")
    assert any("16 people (4 Apr 2025) → 18 civilians" in line for line in found["superseded"])
    assert any(
        line.startswith("No figure of people hospitalised is confirmed: 31 or more") for line in found["unknown"]
    )
    assert any("18 + 1 = at least 19" in line for line in found["unknown"])
    assert found["as_of"] == "2025-04-16"
    assert "Olena Marchuk (sample editor)" in found["by"]
    assert 0 < found["roots"] < len(found["sources"])
    judged = cli("sheet", sample, "A", "--judged", "--json").ok().json()
    assert {entry["verdict"] for entry in judged["entries"]} == {"confirmed", "disputed", "denied"}


def test_a_withheld_root_and_speaker_are_not_named_in_any_sentence(cli: Cli, secretive: Path) -> None:
    cli("attach", secretive, "A1", "--url=https://example.org/c", "--title=Carrier").ok()
    cli("edit", secretive, "S3", "root=S2").ok()
    cli("edit", secretive, "A3", "said_at=2025-04-03").ok()
    cli("add", secretive, "claim", "--incident=A", "--figure=9", "--measure=injured", "--counted=people",
        "--speaker=Quiet Lima", "--said-at=2025-04-04").ok()  # fmt: skip
    cli("attach", secretive, "A4", "--source=S1", "--quote=nine").ok()
    found = cli("sheet", secretive, "A", "--json").ok()
    assert "Lima" not in found.out
    assert "Kilo" not in found.out
    told = found.json()
    assert [item["root"] for item in told["sources"] if item["title"] == "Carrier"] == ["a source that is not named"]
    assert any("a source that is not named" in line for line in (*told["conflicts"], *told["superseded"]))


@pytest.fixture
def secretive(cli: Cli, desk: Path) -> Path:
    """A desk with a figure that a public source carries, and one that only a confidential one carries."""
    cli("attach", desk, "A1", "--url=https://example.org/a", "--title=Council report", "--quote=at least 16").ok()
    cli("attach", desk, "A1", "--text=x", "--title=Whistle Kilo", "--note=met at the bridge", "--confidential").ok()
    cli("mark", desk, "A1", "confirmed", "--basis=independent", "--reason=two say so").ok()
    cli("add", desk, "claim", "--incident=A", "--figure=4", "--measure=missing", "--counted=officers").ok()
    cli("attach", desk, "A2", "--source=S2").ok()
    cli("mark", desk, "A2", "confirmed", "--basis=first-hand", "--reason=one who was there").ok()
    cli("add", desk, "speaker", "--name=Quiet Lima", "--confidentiality=confidential").ok()
    cli("add", desk, "claim", "--incident=A", "--figure=7", "--measure=injured", "--counted=people",
        "--speaker=Quiet Lima").ok()  # fmt: skip
    cli("attach", desk, "A3", "--source=S1", "--quote=seven injured").ok()
    cli("mark", desk, "A3", "confirmed", "--basis=authority", "--reason=as reported").ok()
    return desk


def test_what_is_not_public_stays_behind(cli: Cli, secretive: Path) -> None:
    for form in (["--format=txt"], ["--format=md"], ["--format=html"], ["--json"]):
        result = cli("sheet", secretive, "A", *form).ok()
        for secret in ("Kilo", "bridge", "Lima", "officers", "S2", "A2"):
            assert secret not in result.out
        assert "people were injured" in result.out
        assert "only sources that are not public" in result.err
    named = cli("sheet", secretive, "A", "--name-confidential=S2", "--name-confidential=Quiet Lima").ok()
    assert all(name in named.out for name in ("Whistle Kilo", "Quiet Lima", "officers"))


def test_a_sheet_that_would_leak_is_refused(cli: Cli, secretive: Path) -> None:
    cli("edit", secretive, "A1", "scope=as Whistle Kilo saw it").ok()
    result = cli("sheet", secretive, "A")
    assert (result.code, result.raw, result.err.count("\n")) == (4, b"", 1)


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with one incident, in which every hostile text is a figure, a denial, a speaker and a source."""
    path = tmp_path_factory.mktemp("hostile") / "nasty.sqlite"
    with create_desk(path, author="Anna") as desk:
        first = codes(KEPT[0])[0]
        for item in KEPT:
            made = [(kind, fields | ({"incident": first} if kind == "claim" else {})) for kind, fields in records(item)]
            add_many(desk, made)
            mark(desk, [codes(item)[1]], "confirmed", basis="authority", reason="r")
            mark(desk, [codes(item)[2]], "denied", basis="by-party", reason="r")
    return path


class Tags(HTMLParser):
    """Collects the tags and attributes of a page, and the text of its headings."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]


@pytest.mark.parametrize("form", ["txt", "md", "html"])
def test_no_text_acts_in_any_form(cli: Cli, nasty: Path, form: str) -> None:
    result = cli("sheet", nasty, codes(KEPT[0])[0], f"--format={form}").ok()
    assert audit(result.raw) == []
    if form == "html":
        page = Tags()
        page.feed(result.out)
        assert page.found <= OWN_TAGS
        assert page.attributes <= {"lang", "charset", "rel", "href"}
        assert {link.split("/")[2] for link in page.links} == {"x.example"}
        assert len(page.links) == len(KEPT)
    if form == "md":
        body = "\n".join(line for line in result.lines if "<https://x.example/" not in line)
        assert re.search(r"(?<!\\)(?:\\\\)*[<\[`]", body) is None
        assert [line for line in result.lines if not OWN_LINES.match(line)] == []
    if form == "txt":
        assert [item.name for item in KEPT if item.plain not in result.out] == []


def test_bad_input(cli: Cli, sample: Path) -> None:
    assert cli("sheet", sample, "Z").code == 1
    assert cli("sheet", sample, "A1").code == 1
    assert cli("sheet", sample).code == 2
    assert cli("sheet", sample, "A", "--format=pdf").code == 2
    assert cli("sheet", sample, "A", "--name-confidential=S99").code == 1
