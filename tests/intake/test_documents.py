"""Documents as they come in: web pages, mails, posts, and bytes in any encoding."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from factdesk.intake.documents.whole import read_bytes, read_text
from factdesk.model.errors import BadInput

PAGE = """<!doctype html><html lang="uk-UA"><head><title>Blast | The Site</title>
<script>document.write("99 people were killed")</script><style>p::after{content:"98 killed"}</style>
<meta property="og:title" content="Blast in Lviv"><meta property="og:site_name" content="The Site">
<link rel="canonical" href="https://example.org/lviv"><script type="application/ld+json">
{"@graph": [{"@type": "NewsArticle", "datePublished": "2025-06-02T10:00:00+02:00", "headline": "Another"}]}
</script></head><body><nav>97 killed</nav><article><h1>Blast in Lviv</h1>
<p>A blast at a market in Lviv on Monday killed at least <b>seven</b>
people,&nbsp;the governor said.</p><p style="display: none">96 killed</p><div hidden>95 dead</div>After the hidden one.
<p class="lead sr-only">94 dead</p><ul><li>one fire</li><li>two fires</li></ul><table><tr><td>Killed</td><td>7</td>
</tr></table><!-- 93 dead --><noscript>92 dead</noscript><template>91 dead</template>
<svg><text>90 dead</text></svg><p>It is long enough to be an article, because it says a few more words than a
teaser does, and because it goes on for a while.</p></article><aside>89 dead</aside><footer>88 dead</footer></body>"""


def test_a_page_is_read_as_a_person_sees_it() -> None:
    found = read_text(PAGE)
    assert "A blast at a market in Lviv on Monday killed at least seven people, the governor said." in found.text
    assert "After the hidden one." in found.text
    assert "Killed | 7" in found.text
    assert not [number for number in range(88, 100) if str(number) in found.text]
    assert found.source == {
        "kind": "article", "title": "Blast in Lviv", "publisher": "The Site", "url": "https://example.org/lviv",
        "published_at": "2025-06-02T10:00:00+02:00", "language": "uk-UA",
    }  # fmt: skip


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "https://", "//example.org/x", "http://[bad"]
)
def test_only_a_web_address_is_taken_from_a_page(address: str) -> None:
    page = f'<html><head><link rel="canonical" href="{address}"></head><body><p>Five died.</p></body></html>'
    assert "url" not in read_text(page).source


def test_damaged_fields_of_a_page_are_left_out() -> None:
    page = (
        '<html lang="<x>"><head><title> \n </title><meta property="article:published_time" content="yesterday">'
        '<script type="application/ld+json">{"@type": ["NewsArticle"], "datePublished": 5, "publisher": []}</script>'
        '<script type="application/ld+json">' + "[" * 20_000 + "</script></head><body>Five died.</body></html>"
    )
    assert read_text(page).source == {"kind": "article"}


MAIL = b"""From: =?utf-8?Q?Police_=D0=9B?= <press@example.org>
To: desk@example.com
Subject: =?utf-8?B?0JLQuNCx0YPRhQ==?=
Date: Mon, 02 Jun 2025 10:00:00 +0200
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: multipart/alternative; boundary="c"

--c
Content-Type: text/plain; charset=koi8-u
Content-Transfer-Encoding: quoted-printable

=EB=C9=A7=D7: killed=3D5. More than 20 w=
ere hurt.

--c
Content-Type: text/html; charset=utf-8

<p>Another version</p>
--c--
--b
Content-Type: image/jpeg; name="a.jpg"
Content-Disposition: attachment; filename="../../a.jpg"
Content-Transfer-Encoding: base64

AAAA
--b--
"""


def test_a_mail_gives_its_text_its_head_and_its_attachments() -> None:
    found = read_bytes(MAIL)
    assert found.text.strip() == "Київ: killed=5. More than 20 were hurt."
    assert found.encoding == "koi8-u"
    assert (found.source["title"], found.source["publisher"]) == ("Вибух", "Police Л")
    assert found.source["published_at"] == "2025-06-02T10:00:00+02:00"
    assert found.source["confidentiality"] == "background"
    (hung,) = found.attachments
    assert (hung.media_type, hung.size) == ("image/jpeg", 3)
    assert hung.sha256 == "709e80c88487a2411e1ee4dfb9f22a861492d20c4765150c0c794abd70f8147c"
    assert hung.sha256 in found.source["note"]


def test_a_mail_with_a_page_alone_is_read_as_a_page() -> None:
    head = b"From: a@b.c\nTo: d@e.f\nSubject: x\nContent-Type: text/html; charset=cp1251\n\n"
    page = b"<p>\xcf\xff\xf2\xfc died</p><script>9 died</script>"
    assert read_bytes(head + page).text == "Пять died"


@pytest.mark.parametrize(
    "mail",
    [
        b"From: a\nTo: b\nSubject: c\nDate: 99 Foo\nContent-Type: text/plain; charset=nonsense\n\nFive died.",
        b"From: a\nTo: b\nSubject: =?utf-8?Q?=FF=FE?=\nContent-Type: multipart/mixed\n\nFive died.",
        b"From: =?x?Q?=?=\nTo: b\nSubject: c\nContent-Transfer-Encoding: base64\n\nRml2ZSBkaWVkLg",
        b"Received: a\nFrom: <\xff>\nSubject: \xd0\xff\nTo: ;;:,\n\nFive died.",
        b"From: a\nTo: b\nSubject: x\nDate: Mon, 2 Jun 99999 10:00:00 +9999\n\nFive died.",
    ],
)
def test_a_damaged_mail_is_read_as_far_as_it_goes(mail: bytes) -> None:
    assert "Five died." in read_bytes(mail).text


@pytest.mark.parametrize(
    ("data", "encoding", "said"),
    [
        ("Загинули 5 людей".encode(), "utf-8", False),
        (b"\xef\xbb\xbf5 died", "utf-8", False),
        ("Загинули 5 людей".encode("utf-16"), "utf-16", False),
        ("Загинули 5 людей".encode("cp1251"), "cp1251", True),
        ("Neuf blessés à Besançon".encode("cp1252"), "cp1252", True),
    ],
)
def test_encodings(data: bytes, encoding: str, said: bool) -> None:
    found = read_bytes(data)
    assert (found.encoding, bool(found.notes)) == (encoding, said)
    assert "�" not in found.text


@pytest.mark.parametrize(
    "data",
    [b"", b" \n", b"%PDF-1.7 x", b"PK\x03\x04", b"5 died\x00", b"<html></html>", b"From: a\nTo: b\nSubject: c\n\n"],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput):
        read_bytes(data)


def test_half_characters_are_replaced_one_for_one() -> None:
    found = read_text("5 died \ud83d in Lviv")
    assert found.text == "5 died � in Lviv"
    assert found.notes
    with pytest.raises(BadInput, match="NUL"):
        read_text("5 died\x00")


def test_a_post_is_known_by_its_address() -> None:
    found = read_text("Kharkiv: 5 killed, 32 injured\nhttps://t.me/some_channel/123")
    assert found.source == {"kind": "post", "url": "https://t.me/some_channel/123", "publisher": "Telegram"}


@pytest.mark.parametrize(
    "piece", ["<div>", "<table>", "<article>x", "<p>", "<!--", "<a b='", "<script>", "&#x", "</", "<", "<td hidden>"]
)
def test_time_grows_with_the_page(piece: str) -> None:
    seconds = []
    for size in (30_000, 240_000):
        data = b"<html><p>5 died</p>" + (piece * (size // len(piece))).encode()
        seconds.append(min(_seconds(data) for _ in range(3)))
    assert seconds[1] < 16 * seconds[0] + 0.2


def _seconds(data: bytes) -> float:
    before = time.process_time()
    with suppress(BadInput):
        read_bytes(data)
    return time.process_time() - before
