"""Hands over what was reviewed as a fresh SQLite file, and says beforehand what goes and what stays behind and why."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from factdesk.desk.open import Desk
from factdesk.desk.standing import refresh
from factdesk.model.errors import Busy, Refused
from factdesk.model.handover import Export
from factdesk.model.leaks import Leak
from factdesk.model.records import Source, Speaker
from factdesk.model.text import brief
from factdesk.store import export_check, lookup
from factdesk.store.changes import PREFIX
from factdesk.store.export_about import REASONS
from factdesk.store.export_place import placed
from factdesk.store.export_write import WHOLE, Made, Progress, Wanted, rehearse, write
from factdesk.store.ledger import new_id


@dataclass(frozen=True, slots=True)
class Counted:
    """How many records of a table stay behind for one reason (`why` says it in words), or bear one mark."""

    name: str
    reason: str | None
    number: int

    @property
    def why(self) -> str:
        """The reason in words; empty for a mark."""
        return REASONS.get(self.reason, self.reason) if self.reason else ""

    @property
    def of(self) -> str:
        """What is counted, in the singular where it is one."""
        return in_words(self.name, self.number)


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """What an export would hold, and what it would not.

    `going` counts records by table; `withheld` those that stay behind, by table and reason; `marked` what
    readers should know of; `named` what goes though it is not public, because a person named it. `leaks` refuse
    the export until they are mended; `cautions`, parts of withheld names, until they are mended or a person said
    that they read these places.
    """

    include_open: bool
    going: dict[str, int]
    withheld: tuple[Counted, ...]
    marked: tuple[Counted, ...]
    named: tuple[Counted, ...]
    leaks: tuple[Leak, ...]
    cautions: tuple[Leak, ...]
    content_hash: str


@dataclass(frozen=True, slots=True)
class Exported:
    """A finished export: where it is, its size in bytes, what it holds, and the desk's record of it (None where the
    desk could not keep one: it is read-only, or nobody is named)."""

    path: Path
    size: int
    plan: ExportPlan
    remembered: str | None = None


def in_words(name: str, number: int) -> str:
    """What so many of a table, or of what the plan counts, are called: `1 claim whose speaker is withheld`."""
    if number != 1:
        return name
    first, blank, rest = name.partition(" ")
    return first.removesuffix("s") + blank + rest.replace("that rest on", "that rests on")


class WouldLeak(Refused):
    """The export would give away what is withheld; `leaks` names every place that was found."""

    def __init__(self, leaks: Sequence[Leak]) -> None:
        self.leaks = tuple(leaks)
        more = f" (and {len(leaks) - 1} more)" if len(leaks) > 1 else ""
        super().__init__(
            f"the export would give away what is withheld: {leaks[0]}{more}; nothing was written",
            todo=f"{leaks[0].mend}, or name the record with --name-confidential",
        )


class Unread(Refused):
    """Parts of withheld names stand in what would go, and nobody said that they read the places: `cautions`."""

    def __init__(self, cautions: Sequence[Leak]) -> None:
        self.cautions = tuple(cautions)
        more = len(cautions) - 1
        others = f" (and in {more} other place{'' if more == 1 else 's'})" if more else ""
        super().__init__(
            f"this may give away who is withheld: {cautions[0]}{others}; nothing was written",
            todo=f"{cautions[0].mend}, or use --cautions-read once you have read {'each' if more else 'it'}",
        )


def refuse(plan: ExportPlan, cautions_read: bool = False) -> None:
    """Raises WouldLeak or Unread where the plan may not be carried out."""
    if plan.leaks:
        raise WouldLeak(plan.leaks)
    if plan.cautions and not cautions_read:
        raise Unread(plan.cautions)


def plan_export(desk: Desk, include_open: bool = False, name_confidential: Sequence[str] = (),
                progress: Progress | None = None) -> ExportPlan:  # fmt: skip
    """What an export would hold: it is made in memory and looked through, and nothing is written.

    `name_confidential` names sources and speakers (by code, name or id) that go though they are not public.
    Raises NotFound for a name that nobody answers to, and what `progress` raises.
    """
    wanted = _wanted(desk, include_open, name_confidential)
    _tell_all(desk, progress)
    return _plan(wanted, rehearse(desk.db, wanted, progress))


def export(
    desk: Desk,
    out: str | os.PathLike[str],
    include_open: bool = False,
    name_confidential: Sequence[str] = (),
    *,
    replace: bool = False,
    cautions_read: bool = False,
    seen: ExportPlan | None = None,
    progress: Progress | None = None,
) -> Exported:
    """Writes the reviewed file; when this returns it is whole, searched for every withheld text, and on the disk.

    `replace` allows to write over an earlier reviewed file, and over nothing else. `cautions_read` says that a
    person read every place of the plan's cautions. `seen` is the plan that they agreed to: where the desk changed
    since, Busy is raised. Raises WouldLeak where a withheld text stands in what would go, Unread where a part of a
    withheld name may, Refused where `out` is there already, NotFound, Failed (no room, no folder) and what
    `progress` raises; then no file is left.
    """
    where = Path(out)
    wanted = _wanted(desk, include_open, name_confidential)
    _may_write(desk, where, replace)
    _tell_all(desk, progress)
    with placed(where, replace=replace) as part:
        made = write(desk.db, part, wanted, progress)
        plan = _plan(wanted, made)
        if plan.leaks:
            raise WouldLeak(plan.leaks)
        if seen is not None and (seen.content_hash, seen.cautions) != (plan.content_hash, plan.cautions):
            raise Busy("the desk changed since you looked at the plan; nothing was written", where=str(where),
                       todo="look at the new plan, then export again")  # fmt: skip
        refuse(plan, cautions_read)
        remembered = _remember(desk, where.name, wanted, made)
    return Exported(where, where.stat().st_size, plan, remembered)


def _remember(desk: Desk, name: str, wanted: Wanted, made: Made) -> str | None:
    """Keeps what the file carries, so that a later change knows it; before the file gets its name, so that no file
    leaves unknown. None on a desk that cannot be written or where nobody is named."""
    if desk.read_only or not (desk.author or "").strip():
        return None
    with desk.change(f"export {brief(name, 40)}") as change:
        record = Export(
            id=new_id(PREFIX["export"]), content_hash=made.content_hash, name=name, at=change.at,
            include_open=int(wanted.include_open), claims=made.claims, carried=made.carried,
        )  # fmt: skip
        change.add(record)
    return record.id


def _tell_all(desk: Desk, progress: Progress | None) -> None:
    """Counts anew what was changed since, in short steps beforehand, so that nobody waits while rows are copied."""
    for _ in range(MOST_ROUNDS):
        if not refresh(desk, seconds=0.1):
            return
        if progress is not None:
            progress(0, WHOLE)


MOST_ROUNDS = 3_000
"""Rounds of counting beforehand; what another program changes all the while is told when the rows are copied."""


def _wanted(desk: Desk, include_open: bool, name_confidential: Sequence[str]) -> Wanted:
    named = (lookup.record(desk.db.conn, ref, "source", "speaker") for ref in name_confidential)
    private = {r.id for r in named if isinstance(r, Source | Speaker) and r.confidentiality != "public"}
    return Wanted(include_open, tuple(sorted(private)))


def _may_write(desk: Desk, where: Path, replace: bool) -> None:
    """Refuses to write over the desk itself, or over anything that is no reviewed file."""
    if not os.path.lexists(where):
        return
    if where.exists() and desk.path.exists() and os.path.samefile(where, desk.path):
        raise Refused("this is the desk itself", where=str(where), todo="choose another name")
    if not replace:
        raise Refused("there is a file already", where=str(where), todo="choose another name")
    if where.is_symlink():
        raise Refused("this is a symbolic link", where=str(where), todo="give the file itself")
    export_check.read_header(where)


def _plan(wanted: Wanted, made: Made) -> ExportPlan:
    def of(section: str) -> tuple[Counted, ...]:
        return tuple(Counted(name, why, number) for part, name, why, number in made.counts if part == section)

    return ExportPlan(
        include_open=wanted.include_open, going={c.name: c.number for c in of("records")}, withheld=of("withheld"),
        marked=of("marked"), named=of("named"), leaks=made.leaks, cautions=made.cautions,
        content_hash=made.content_hash,
    )  # fmt: skip
