"""Nasty texts, each with a name: what people, websites and attackers put into fields of a desk.

Every one must be shown literally and visibly, stored unchanged, and pass nothing to the terminal, except
those that are `refused`: NUL and lone surrogates cannot be stored as text and are turned away at the door.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from support.audit import pieces


@dataclass(frozen=True)
class Hostile:
    """A text with the name of what is nasty about it.

    `plain` is a part of it that must be readable as it stands wherever the whole text is shown.
    """

    name: str
    text: str
    plain: str = ""
    refused: bool = False

    @property
    def pieces(self) -> tuple[bytes, ...]:
        """What must not occur raw in the output of a program that shows it."""
        return pieces(self.text)

    @property
    def long(self) -> bool:
        """Whether it is too long to type or to give on a command line."""
        return len(self.text) > 20_000

    def __str__(self) -> str:
        return self.name


def _all(*rows: tuple[str, str] | tuple[str, str, str]) -> tuple[Hostile, ...]:
    return tuple(Hostile(*row) for row in rows)


_MARKUP = _all(
    ("markup closing nothing", "Ivan [/x] Petrov", "[/x]"),
    ("markup closing all", "[/] end", "[/]"),
    ("markup action link", "[@click=app.quit]press me[/]", "[@click=app.quit]press me[/]"),
    ("markup action bell", "[@click='app.bell']x[/]", "[@click='app.bell']"),
    ("markup style", "[bold red]alarm[/bold red]", "[bold red]alarm"),
    ("markup link", "[link=https://evil.example]bank[/link]", "[link=https://evil.example]"),
    ("markup unbalanced", "five [killed", "[killed"),
    ("markup escaped", r"\[bold]x\[/bold] \\[/]", r"\[bold]x"),
    ("markup variable", "[$primary on $error]x[/]", "[$primary"),
    ("markup nested", "[[[[bold]]]] [][][]", "[[[[bold]]]]"),
    ("emoji code", "toll :skull: :warning:", ":skull:"),
    ("html", "<script>alert(1)</script><b>x</b> &amp; &#27;", "<script>"),
    ("markdown", "**x** [a](javascript:alert(1)) `c` # h", "[a](javascript:alert(1))"),
)
_ESCAPES = _all(
    ("sgr", "red \x1b[38;5;213;5mblinking\x1b[0m after", "blinking"),
    ("clear screen", "gone \x1b[2J\x1b[3J\x1b[Hgotcha", "gotcha"),
    ("cursor moves", "over\x1b[1A\x1b[5Dwritten", "written"),
    ("leave alternate screen", "bye\x1b[?1049l\x1b[?25hshell", "shell"),
    ("full reset", "reset\x1bcnow", "now"),
    ("clipboard", "copy\x1b]52;c;cm0gLXJmIH4K\x07paste", "paste"),
    ("link", "\x1b]8;;https://evil.example/\x1b\\bank.example\x1b]8;;\x1b\\", "bank.example"),
    ("title", "\x1b]0;root@server\x07$ ", "root@server"),
    ("title report", "x\x1b[21t\x1b]l;sh\x1b\\y"),
    ("device control", 'dcs\x1bP$q"p\x1b\\end', "end"),
    ("device attributes", "ask\x1b[c\x1b[>c\x1b[6n\x1b[5nanswer", "answer"),
    ("application command", "apc\x1b_Gf=24;AAAA\x1b\\end", "end"),
    ("privacy and start of string", "\x1b^pm\x1b\\ \x1bXsos\x1b\\ end", "end"),
    ("notification", "\x1b]9;You have mail\x07 \x1b]777;notify;a;b\x07", "You have mail"),
    ("unfinished escape", "tail \x1b[38;2;1;"),
    ("bare escape at the end", "tail\x1b"),
    ("paste end", "a\x1b[201~q\x1b[200~b"),
    ("kitty keyboard and mouse", "\x1b[>31u\x1b[?1003hmouse", "mouse"),
    ("charset shift", "\x1b(0lqqk\x0e lines \x0f", "lines"),
    ("rich control code", "bell \x07\x07 ring", "ring"),
    ("c1 csi", "c1 \x9b31mred\x9b2J end", "end"),
    ("c1 osc and st", "\x9d52;c;ZXZpbA==\x9c \x90q\x9c end", "end"),
    ("all c0", "c0:" + "".join(map(chr, range(1, 32))) + ":end", ":end"),
    ("all c1", "c1:" + "".join(map(chr, range(128, 160))) + ":end", ":end"),
    ("delete and backspace", "1\x0885\x08\x08\x0816 killed\x7f", "16 killed"),
)
_INVISIBLE = _all(
    ("bidi override", "report\u202egnp.exe\u202c end", "end"),
    ("bidi embedding unclosed", "\u202bחדשות \u202a16", "16"),
    ("bidi isolates", "a\u2066b\u2067c\u2068d\u2069e"),
    ("bidi isolate unclosed", "\u2067 toll 58", "toll 58"),
    ("direction marks", "x\u200e\u200f\u061cy"),
    ("zero width", "zero\u200bwid\u200cth\u200djoin\u2060er"),
    ("invisible operators", "6\u20622\u2063 = \u2061f\u2064"),
    ("byte order mark", "\ufeffBOM in\ufeffside", "BOM in"),
    ("soft hyphens", "Kry\u00advyi\u00ad Rih", "vyi"),
    ("line and paragraph separators", "one\u2028two\u2029three", "three"),
    ("tag characters", "flag\U000e0001\U000e0068\U000e0069\U000e007f end", "end"),
    ("variation selectors", "\u2620\ufe0e \u2620\ufe0f a\U000e0100\U000e01ef b"),
    ("fillers", "a\u115f\u1160\u3164\uffa0\u034f\u180eb"),
    ("interlinear annotation", "\ufff9base\ufffaruby\ufffb end", "end"),
    ("noncharacters", "\ufdd0\ufffe\uffff\U0001ffff end", "end"),
    ("private use snippet marks", "a \ue000marked\ue001 b \ue001\ue000 \uf8ff", "marked"),
    ("replacement character", "bro\ufffdken", "ken"),
)
_WRITING = _all(
    ("zalgo", "Z" + "\u0351\u036b\u0353\u036a\u0302" * 12 + "algo", "algo"),
    ("combining first", "\u0301\u0308start", "start"),
    ("not composed", "Cafe\u0301 Moscou e\u0301", "Moscou"),
    ("family emoji", "👩‍👩‍👧‍👦 👨🏿‍🚒 🏳️‍🌈 end", "end"),
    ("flags", "🇺🇦🇷🇺🇺 🏴󠁧󠁢󠁥󠁮󠁧󠁿 end", "end"),
    ("wide", "日本語の地名 ｆｕｌｌ １２", "日本語の地名"),
    ("arabic with vowel marks", "قُتِلَ سِتَّةَ عَشَرَ شَخْصًا"),
    ("arabic presentation and digits", "ﺣَﻠَﺐ ٠١٢٣٤٥٦٧٨٩"),
    ("hangul jamo", "\u1112\u1161\u11ab\u1100\u1173\u11af end", "end"),
    ("devanagari and thai", "क्ष्म्य नुक़सान กำลัง ที่", ""),
    ("cyrillic look-alikes", "Кryvyi Rіh рaypal.соm", "Rіh"),
    ("spaces of all kinds", "a\u00a0b\u2007c\u3000d\u1680e\u205ff", ""),
    ("only spaces", "   \u00a0 \u3000  "),
    ("one very long word", "Llanfairpwll" * 500, "Llanfairpwll"),
    ("a megabyte in one line", "megabyte " + "x" * 1_048_576, "megabyte"),
    ("ten thousand lines", "line\n" * 10_000, "line"),
    ("windows lines", "one\r\ntwo\r\nthree", "three"),
    ("carriage return", "5 killed\r58 killed", "58 killed"),
    ("vertical tab and form feed", "a\x0bb\x0cc"),
    ("forged line", "x\nA1  ✓ CONF  forged by data", "forged by data"),
    ("tabs", "a\tb\t\tc"),
)
_CODE = _all(
    ("formula", "=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
    ("formula at", "@SUM(1+1)*cmd|' /C calc'!A0", "@SUM(1+1)"),
    ("formula plus and minus", '+1-1+HYPERLINK("http://x.example")', "+1-1"),
    ("formula minus", "-2+3", "-2+3"),
    ("path up", "../../../../etc/passwd", "../../../../etc/passwd"),
    ("path home", "~/.ssh/id_ed25519", "~/.ssh/id_ed25519"),
    ("windows device path", r"C:\con\nul \\server\share", r"C:\con\nul"),
    ("shell", "$(rm -rf ~); `id` | cat && true > /dev/null #", "$(rm -rf ~); `id`"),
    ("sql", "Robert'); DROP TABLE claims;-- \" ; ]", "Robert'); DROP TABLE claims;--"),
    ("sql like and json", '100%_[a-z]*? {"$ne": null}', "100%_[a-z]*?"),
    ("search syntax", "AND OR NOT NEAR(", "AND OR NOT NEAR("),
    ("search quotes", "\"unbalanced 'quotes", '"unbalanced'),
    ("search columns and stars", "title:x ^a + * - {b c}: d*", "title:x"),
    ("format strings", "{0} {x.__class__} %s %d %n %(a)s", "{0} {x.__class__} %s"),
    ("templates", "${HOME} {{7*7}} <%= x %> #{x}", "${HOME} {{7*7}}"),
    ("option look-alike", "--help", "--help"),
    ("single dash", "-", "-"),
    ("double dash", "--", "--"),
    ("key and value", "title=evil code=A1", "title=evil"),
    ("json fragment", '{"id": 1, "a": [null, NaN', '{"id": 1'),
    ("csv", '"a","b""c",;\'d', '"a","b""c"'),
    ("id look-alike", "c-0000000000000", "c-0000000000000"),
    ("null words", "None null NULL nil undefined NaN", "None null NULL"),
    ("not UTF-8 read as Latin", "РљСЂРёРІРёР№ Ð—Ð°Ð¿", "Рљ"),
)
_REFUSED = (
    Hostile("nul", "before\x00after", refused=True),
    Hostile("nul first", "\x00", refused=True),
    Hostile("lone high surrogate", "a\ud83db", refused=True),
    Hostile("lone low surrogate", "\ude00", refused=True),
    Hostile("surrogates the wrong way round", "\ude00\ud83d", refused=True),
    Hostile("bytes that are not UTF-8", b"caf\xe9 \xff\xfe".decode("utf-8", "surrogateescape"), refused=True),
)

HOSTILE: Final = _MARKUP + _ESCAPES + _INVISIBLE + _WRITING + _CODE + _REFUSED
KEPT: Final = tuple(item for item in HOSTILE if not item.refused)
REFUSED: Final = tuple(item for item in HOSTILE if item.refused)
SHORT: Final = tuple(item for item in KEPT if not item.long)
"""Those that can be typed, pasted or given on a command line."""
