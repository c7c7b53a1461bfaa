"""The attributed sentence: who said what, with the qualifier as said and the hedge that the verdict asks for.

Sources of the rules: AP and Reuters (attribution in every sentence; a denial is told with the claim; what one has not
seen is not one's own voice), the meanings of the verdicts. No name that is not public stands in a sentence unless a
person named it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from factdesk.model.records import Claim, Speaker
from factdesk.model.text import clean_line
from factdesk.model.values import dataclass
from factdesk.model.verdicts import MILITARY
from factdesk.model.views import ClaimCard
from factdesk.model.wording import figure_text, is_one, number_of

_DISPUTED: Final = {
    "figures-conflict": "other figures contradict it",
    "responsibility": "who did it is contested",
    "status": "civilian or military status is contested",
    "evidence-unclear": "the evidence does not decide it",
}
NOBODY: Final = "a report that names no speaker"
UNNAMED: Final = "a source that is not named"
NOT_PUBLIC: Final = "[Not for publication: no public source carries it.]"
_LOWERED: Final = frozenset(
    ("a", "all", "an", "any", "both", "each", "every", "fires", "many", "most", "no", "nobody", "none", "nothing",
     "only", "some", "the", "there", "these", "this", "those", "videos", "we", "it", "they")
)  # fmt: skip
"""First words of a statement that begin small inside a sentence; any other may be a name."""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a claim in its sentence.

    `denied_by` are those who deny it, by name. `rejects` is what a denial rejects and who said that. `withheld` says
    that a speaker is there who may not be named, `named` that a person allowed to name one who is not public, `public`
    whether any public source carries the claim.
    """

    denied_by: Sequence[str] = ()
    rejects: tuple[str, str | None] | None = None
    withheld: bool = False
    named: bool = False
    public: bool = True


def of_card(card: ClaimCard) -> str:
    """The sentence of a claim as it may be pasted into a text that is published."""
    supporting = [tie for tie in card.citations if tie.stance == "supports"]
    rejects = None
    if card.denies is not None:
        rejects = (figure_text(card.denies), card.denies_speaker)
    around = Around(
        denied_by=card.deniers, rejects=rejects,
        public=not supporting or any(tie.source.confidentiality == "public" for tie in supporting),
    )  # fmt: skip
    return attributed(card.claim, card.speaker, card.verdict, card.basis, around=around)


def attributed(
    claim: Claim, speaker: Speaker | None, verdict: str, basis: str | None, denied_by: Sequence[str] = (),
    *, around: Around | None = None,
) -> str:  # fmt: skip
    """One line that can be pasted: with the speaker, the qualifier and the hedge that the verdict asks for.

    A claim that somebody denies names who; a claim without a speaker says that nobody is named; one that a party makes
    about its enemy and that nobody confirmed is claimed, not said. Characters that a program would obey are made
    visible, because the line leaves for other programs.
    """
    around = around or Around(denied_by=denied_by)
    who = _who(speaker, around)
    tail = _denial(around.denied_by)
    if verdict == "denied" or (verdict == "open" and _about_enemy(claim, speaker)):
        sentence = f"{_upper(who)} claimed, without evidence seen by this desk, {_object(claim)}"
        if verdict == "denied":
            tail += "; evidence contradicts it" if basis == "by-evidence" else "" if tail else "; a party denies it"
    else:
        sentence = _told(claim, speaker, who, around)
        if verdict == "disputed":
            tail = f"; {_DISPUTED.get(basis or '', 'accounts differ')}{tail}"
    if verdict == "open":
        what = "that it was said" if claim.kind == "statement" else "it"
        tail = f"; this desk has not verified {what}{tail}"
    if not around.public:
        return f"{clean_line(sentence + tail)}. {NOT_PUBLIC}"
    return clean_line(sentence + tail) + "."


def _told(claim: Claim, speaker: Speaker | None, who: str, around: Around) -> str:
    """The claim as its speaker said it: in front of the speaker where it is one clause, else behind."""
    unattributed = speaker is None and not around.withheld
    if claim.kind == "figure":
        said = _clause(claim)
    elif claim.kind == "denial" and around.rejects is not None:
        what, by = around.rejects
        denied = f"“{_bare(what)}”" + (f" ({by})" if by else "")
        return f"{_upper(who)} denied {denied}: {_bare(claim.statement)}"
    else:
        said = _bare(claim.statement)
        if claim.kind == "statement" or ". " in said:
            lead = f"according to {who}" if unattributed else f"{who} said"
            return f"{_upper(lead)}: {said}"
    return f"{_upper(said)}, {f'according to {who}' if unattributed else f'{who} said'}"


def _clause(claim: Claim) -> str:
    """A figure as a main clause: `at least 16 people were killed`."""
    verb = "went" if claim.measure == "missing" else "was" if is_one(claim) else "were"
    return f"{number_of(claim)} {verb} {claim.measure}{_scope(claim)}"


def _object(claim: Claim) -> str:
    """The claim as what somebody claimed: `up to 85 military personnel killed`, `that the strike hit a restaurant`."""
    if claim.kind == "figure":
        return f"{figure_text(claim)}{_scope(claim)}"
    text = _bare(claim.statement)
    first = text.split(" ", 1)[0]
    return f"that {text[:1].lower() + text[1:] if first.casefold() in _LOWERED else text}"


def _scope(claim: Claim) -> str:
    return f" ({claim.scope})" if claim.scope else ""


def _about_enemy(claim: Claim, speaker: Speaker | None) -> bool:
    """Whether a party counts its enemy's losses; who is nobody's party has no enemy."""
    return bool(speaker and speaker.side) and (claim.counted or "").casefold() in MILITARY


def _denial(names: Sequence[str]) -> str:
    found = list(dict.fromkeys(names))
    if not found:
        return ""
    listed = found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}"
    return f"; {listed} {'denies' if len(found) == 1 else 'deny'} it"


def _bare(text: str | None) -> str:
    return (text or "").strip().rstrip(".")


def _who(speaker: Speaker | None, around: Around) -> str:
    if around.withheld or (speaker is not None and speaker.confidentiality != "public" and not around.named):
        return UNNAMED
    if speaker is None:
        return NOBODY
    about = ", ".join(part for part in (speaker.role, speaker.organisation) if part and part != speaker.name)
    return f"{speaker.name} ({about})" if about else speaker.name


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
