"""The claims of one row, with their speakers, what carries them, and the parts of a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from factdesk.model.importing import numbers
from factdesk.model.importing.cells import BadCell, Scope, bare, label
from factdesk.model.importing.importmap import ClaimBlock
from factdesk.model.importing.keys import code_from, digits, record_id

if TYPE_CHECKING:
    from factdesk.model.importing.rows import Mapper, Taken


@dataclass(slots=True)
class Made:
    """A claim under way: its values, its block and item, its key, which whole and denied claim it names, and its
    speaker's id and name."""

    values: dict[str, Any]
    block: ClaimBlock
    scope: Scope
    key: str
    left_out: list[BadCell]
    whole: str | None = None
    denied: str | None = None
    said: tuple[str, str] = ("", "")


class Claims:
    """Makes the claims of rows for one map."""

    def __init__(self, mapper: Mapper) -> None:
        self.mapper, self.map = mapper, mapper.map
        self.rules = mapper.map.rules
        self._keyed = any(block.key for block in self.map.claims)
        self._speakers: dict[str, str] = {}

    def of_row(
        self, scope: Scope, incident: tuple[str, str, str], sources: dict[str, str], taken: Taken,
        unread: list[BadCell],
    ) -> int:  # fmt: skip
        """Adds the drafts of a row's claims, wholes before parts; returns how many there are."""
        made: dict[str, Made] = {}
        for place, block in enumerate(self.map.claims):
            for item in block.items(scope):
                if block.when is not None and block.when(item) is None:
                    continue
                before = len(unread)
                one = self._one(block, item, unread)
                if one is None:
                    continue
                key = block.key(item) if block.key else None
                one.key = key or block.name + (f".{item.index}" if item is not scope else "") or f"{place + 1}"
                one.left_out = unread[before:]
                if one.key in made:
                    raise BadCell("two claims of the row have the same key", one.key, "claim.key")
                made[one.key] = one
        self._tie(made, taken)
        order = (
            sorted(made.values(), key=lambda one: _depth(one, made)) if any(m.whole for m in made.values()) else None
        )
        for number, one in enumerate(order or made.values(), 1):
            self._draft(one, number, incident, sources, taken, made)
        return len(made)

    def nothing(self, unread: list[BadCell]) -> BadCell:
        """Why a row gave no claim."""
        return next((p for p in unread), None) or BadCell("no number and no statement stands in it", None, "claim")

    def _one(self, block: ClaimBlock, item: Scope, unread: list[BadCell]) -> Made | None:
        """A claim's own values; None where the row holds neither a figure nor a statement."""
        values = block.fields.read(item, unread)
        values.setdefault("kind", "figure")
        if values["kind"] == "figure":
            figure = self._figure(block, item, unread)
            if figure is None:
                if "statement" not in values:
                    return None
                values["kind"] = "assertion"
            else:
                words = values.get("words")
                values.update(figure)
                values["words"] = words or figure["words"]
                for name in ("measure", "counted"):
                    if name not in values:
                        raise BadCell(f"the figure has no {name}", None, f"claim.{name}")
        if values["kind"] != "figure":
            for name in ("words", "measure", "counted"):
                values.pop(name, None)
            if "statement" not in values:
                return None
        whole = block.part_of(item) if block.part_of else None
        denied = block.denies(item) if block.denies else None
        return Made(values, block, item, "", [], whole, denied)

    def _figure(self, block: ClaimBlock, item: Scope, unread: list[BadCell]) -> dict[str, Any] | None:
        """The figure of a claim; None where no number stands there. Raises BadCell where the rules say so."""
        try:
            if block.figure is not None:
                text = block.figure(item)
                return numbers.from_text(text) if text is not None else None
            if block.numbers.keys() == {"number"} and block.qualifier is None:
                text = block.numbers["number"](item)
                return numbers.from_cell(text) if text is not None else None
            found = {name: self._whole(block, name, get, item) for name, get in block.numbers.items()}
        except BadCell as problem:
            problem.column = problem.column or label(block.spec.get("figure", block.spec.get("number", "")), item)
            if self.rules["bad_figure"] == "set-aside":
                raise
            unread.append(problem)
            return None
        return self._interval(block, item, found, unread)

    def _interval(
        self, block: ClaimBlock, item: Scope, found: dict[str, int | None], unread: list[BadCell]
    ) -> dict[str, Any] | None:
        low, high, best = found.get("low"), found.get("high"), found.get("best")
        number = found.get("number")
        qualifier = block.qualifier.read(item, unread).get("qualifier") if block.qualifier else None
        try:
            if qualifier in numbers.PHRASES:
                value = next((n for n in (number, best, low, high) if n is not None), None)
                return numbers.from_qualifier(qualifier, value) if value is not None else None
            if number is not None and low is None and high is None:
                return numbers.from_qualifier("exact", number)
            return numbers.from_bounds(low, high, best if best is not None else number)
        except BadCell as problem:
            names = [name for name in ("low", "best", "high", "number", "qualifier") if name in block.spec]
            problem.column = problem.column or ", ".join(label(block.spec[name], item) for name in names)
            if self.rules["low_above_high"] == "set-aside":
                raise
            unread.append(problem)
            return numbers.contradiction(low, high, best)

    def _whole(self, block: ClaimBlock, name: str, get: Any, item: Scope) -> int | None:
        text = get(item)
        if text is None:
            return None
        try:
            return numbers.whole(text)
        except BadCell as problem:
            problem.column = label(block.spec[name], item) or f"claim.{name}"
            raise

    def _tie(self, made: dict[str, Made], taken: Taken) -> None:
        """Parts must lie inside their wholes; where they do not, the rule says what happens."""
        for one in made.values():
            whole = made.get(one.whole) if one.whole is not None else None
            if whole is None:
                continue
            low, most = one.values.get("low"), whole.values.get("high")
            if whole is one or (low is not None and most is not None and low > most):
                reason = f"the part ({low}) is larger than its whole ({most})" if whole is not one else "part of itself"
                problem = BadCell(reason, low, f"claim.{one.key}")
                if self.rules["part_above_whole"] == "set-aside":
                    raise problem
                one.whole = None
                taken.flags.append(_flag(problem))

    def _draft(
        self, one: Made, number: int, incident: tuple[str, str, str], sources: dict[str, str], taken: Taken,
        made: dict[str, Made],
    ) -> None:  # fmt: skip
        values, group = one.values, incident[2]
        id_ = self._id(one.key, taken.key, group)
        values = {"id": id_, "incident": incident[0], **values}
        code = values.get("code") or (one.key if one.block.key else "")
        values["code"] = code_from(code, id_) if code else code_from(f"{incident[1]}-{number}", id_)
        speaker = one.block.speaker.read(one.scope, one.left_out) if one.block.speaker else {}
        if "name" in speaker:
            values["speaker"] = self._speaker(speaker, taken)
            one.said = values["speaker"], speaker["name"]
        if one.whole is not None:
            values["part_of"] = self._id(one.whole, taken.key, group)
        if one.denied is not None:
            values["denies"] = self._id(one.denied, taken.key, group)
        taken.drafts.append(("claim", id_, id_, values))
        cited = self._citations(one, id_, group, sources, taken)
        if one.block.reviews is not None:
            self._reviews(one, id_, group, cited, taken)

    def _id(self, key: str, row_key: str, group: str) -> str:
        own = key if self._keyed else f"{row_key}\0{key}"
        return record_id("claim", group, f"{self.map.name}\0{own}")

    def _speaker(self, values: dict[str, Any], taken: Taken) -> str:
        told = "\0".join(values.get(name, "") for name in ("name", "role", "organisation", "side"))
        id_ = self._speakers.get(told)
        if id_ is None:
            if len(self._speakers) >= _MOST:
                self._speakers.clear()
            id_ = self._speakers[told] = record_id("speaker", digits(told), told)
        values.setdefault("confidentiality", "public")
        taken.drafts.append(("speaker", id_, id_, {"id": id_, **values}))
        return id_

    def _citations(self, one: Made, claim: str, group: str, sources: dict[str, str], taken: Taken) -> dict[str, str]:
        """The claim's ties to sources: those it names, else all of the row, else the set itself."""
        block, remark = one.block, ""
        if block.grading or one.left_out:
            from factdesk.model.importing.rows import gradings

            remark = gradings(block, one.scope, one.left_out)
        cited: dict[str, str] = {}
        if block.sources is not None:
            for item in block.sources.items(one.scope):
                key = block.sources.key(item) if block.sources.key else None
                if key is not None and key in sources and key not in cited:
                    ties = block.sources.fields.read(item, one.left_out)
                    ties = self._carried(one, ties, sources, sources[key], taken)
                    cited[key] = self._cite(claim, sources[key], group, ties, remark, taken)
        elif block.citation is not None:
            named = sources
            if not named:
                dataset = self.mapper.dataset(taken)
                named = {} if dataset is None else {"dataset": dataset}
            ties = block.citation.read(one.scope, one.left_out)
            for key, source in named.items():
                carried = self._carried(one, ties, sources, source, taken)
                cited[key] = self._cite(claim, source, group, carried, remark, taken)
        return cited

    def _carried(
        self, one: Made, ties: dict[str, Any], sources: dict[str, str], source: str, taken: Taken
    ) -> dict[str, Any]:
        """The ties with ids for the key of a source of the row, or the name of a speaker, whose words are carried."""
        if "root" not in ties and "root_speaker" not in ties:
            return ties
        found = {name: value for name, value in ties.items() if name not in ("root", "root_speaker")}
        name, root = ties.get("root_speaker"), sources.get(bare(ties.get("root", "")))
        if name is not None:
            found["root_speaker"] = one.said[0] if one.said[1] == name else self._speaker({"name": name}, taken)
        elif root is not None and root != source:
            found["root"] = root
        return found

    def _cite(
        self, claim: str, source: str, group: str, ties: dict[str, Any], remark: str, taken: Taken
    ) -> str:  # fmt: skip
        id_ = record_id("citation", group, f"{claim} {source}")
        ties = {"stance": "supports", **ties}
        if remark:
            ties["locator"] = "; ".join(part for part in (ties.get("locator"), remark) if part)
        taken.drafts.append(("citation", id_, claim, {"id": id_, "claim": claim, "source": source, **ties}))
        return id_

    def _reviews(self, one: Made, claim: str, group: str, cited: dict[str, str], taken: Taken) -> None:
        block = one.block.reviews
        assert block is not None
        for item in block.items(one.scope):
            values = block.fields.read(item, one.left_out)
            if not all(name in values for name in ("verdict", "reason", "reviewer", "at")):
                continue
            key = (block.key(item) if block.key else None) or str(item.index)
            id_ = record_id("review", group, f"{claim} {key}")
            rests = one.block.rests_on(item) if one.block.rests_on else None
            keys = rests.split(one.block.separator) if rests else []
            values["rests_on"] = [cited[bare(k)] for k in keys if bare(k) in cited]
            values["warnings"] = []
            taken.drafts.append(("review", id_, claim, {"id": id_, "claim": claim, **values}))


_MOST: Final = 10_000
"""Speakers whose ids are remembered."""


def _depth(one: Made, made: dict[str, Made], so_far: int = 0) -> int:
    if one.whole is None or one.whole not in made:
        return so_far
    if so_far > 16:
        raise BadCell("parts go more than 16 levels deep, or in a circle", one.key, "claim.part_of")
    return _depth(made[one.whole], made, so_far + 1)


def _flag(problem: BadCell) -> Any:
    from factdesk.model.importing.rows import flag_of

    return flag_of(problem)
