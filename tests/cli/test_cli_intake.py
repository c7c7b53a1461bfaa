"""`factdesk intake` and `factdesk lint` as a script meets them: what is printed, where, and the exit codes."""

from __future__ import annotations

from pathlib import Path

from support.command_line import Cli

REPORT = (
    "A blast in Lviv on Monday killed at least seven people, including two children, the governor, Maksym Koval, said."
)
PAGE = f"""<html><head><title>Blast in Lviv</title><script>9 killed</script>
<meta property="article:published_time" content="2025-06-02T10:00:00Z"></head><body><p>{REPORT}</p></body></html>"""
MAIL = f"From: press@example.org\nTo: a@b.c\nSubject: Blast\nDate: Mon, 02 Jun 2025 10:00:00 +0200\n\n{REPORT}\n"


def test_dry_needs_no_desk_and_reads_standard_input(cli: Cli) -> None:
    found = cli("intake", "--dry", "--json", "--date", "2025-06-02", "-", stdin=REPORT.encode()).ok().json()
    assert [(f["words"], f["speaker"], f["as_of"]) for f in found["figures"]] == [
        ("at least seven", "Maksym Koval", "2025-06-02"),
        ("two", "Maksym Koval", "2025-06-02"),
    ]
    assert all(REPORT[f["start"] : f["end"]].startswith(f["words"]) for f in found["figures"])
    assert "text" not in found["document"]


def test_a_page_and_a_mail_give_the_text_that_the_offsets_count(cli: Cli, tmp_path: Path) -> None:
    for name, content in (("page.html", PAGE), ("mail.eml", MAIL)):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        found = cli("intake", "--dry", "--json", path).ok().json()
        first = found["figures"][0]
        assert found["document"]["text"][first["start"] : first["end"]] == "at least seven people"
        assert (found["source"]["published_at"] or "")[:10] == "2025-06-02"
        assert "9" not in {f["words"] for f in found["figures"]}


def test_accepting_stores_the_file_as_it_came_and_knows_it_again(cli: Cli, desk: Path, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    taken = cli("intake", desk, path, "--accept", "all", "--json").ok().json()
    assert len(taken["claims"]) >= 2
    again = cli("intake", desk, "-", "--date", "2025-06-02", "--json", stdin=REPORT.encode()).ok().json()
    assert [f["known"] for f in again["figures"]] == taken["claims"][:2]
    risen = cli("intake", desk, "-", "--date", "2025-06-03", "--json",
                stdin=REPORT.replace("seven", "nine").encode()).ok().json()  # fmt: skip
    assert risen["figures"][0]["replaces"] == taken["claims"][0]
    cli("undo", desk).ok()
    assert not set(taken["claims"]) & {line.split("\t")[0] for line in cli("claims", desk).ok().lines}


def test_what_cannot_be_read_is_one_line(cli: Cli, desk: Path, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\x00")
    for words, code in ((("--dry", tmp_path / "a.pdf"), 2), (("--dry", tmp_path / "none.txt"), 1),
                        (("--dry", tmp_path), 1), (("--dry", "-"), 2), ((desk, "-"), 2), ((), 2)):  # fmt: skip
        got = cli("intake", *words)
        assert got.code == code, (words, got.err)
        assert got.out == ""
        assert got.err.count("\n") == 1


def test_the_lint_ends_with_one_where_it_finds_something(cli: Cli, sample: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(
        "Moscow's defence ministry claimed that up to 85 military personnel were killed.\n", encoding="utf-8"
    )
    assert cli("lint", sample, "A", draft).code == 0
    bad = "Calm day.\nRussia's Defence Ministry claimed that 85 military personnel were killed.\n"
    got = cli("lint", sample, "A", "-", stdin=bad.encode())
    assert got.code == 1
    assert "line 2" in got.out
    assert "A12" in got.out
    found = cli("lint", sample, "A", "-", "--json", stdin=bad.encode())
    assert found.code == 1
    assert [(f["kind"], f["line"], f["code"]) for f in found.json()["findings"]] == [("qualifier", 2, "A12")]
    assert cli("lint", sample, "Z9", draft).code == 1
    assert cli("lint", sample, "A").code == 2
