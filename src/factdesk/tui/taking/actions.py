"""What can be done with candidates: accept, skip, correct, add, move to another incident, take back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from factdesk.desk import browse
from factdesk.desk.candidates import STATEMENTS, Candidate, Group, by_hand, special
from factdesk.desk.decisions import brief_of
from factdesk.desk.known import Held, holdings
from factdesk.tui.candidate_lines import told_group
from factdesk.tui.screens.dialogs import Option, choose
from factdesk.tui.taking.finishing import IntakeFinish

if TYPE_CHECKING:
    from factdesk.tui.widgets.article_pane import ArticlePane
    from factdesk.tui.widgets.candidate_list import CandidateList, Row

__all__ = ["IntakeActions"]


class IntakeActions(IntakeFinish):
    """The keys on candidates; the subclass shows what they changed in `decided`."""

    @property
    def items(self) -> CandidateList:
        """The candidates."""
        raise NotImplementedError

    @property
    def article(self) -> ArticlePane:
        """The article."""
        raise NotImplementedError

    def decided(self, at: Row | None = None) -> None:
        """Shows what changed."""
        raise NotImplementedError

    def _current(self) -> Candidate | None:
        row = self.items.current
        return self.sheet.candidates.get(row[1]) if row is not None and row[1] else None

    def _next_open(self) -> Row | None:
        """The next undecided row below the cursor, else the row under it."""
        rows = self.items.rows
        later = (row for row in rows[self.items.cursor + 1 :] if row[1] and row[1] not in self.sheet.decided)
        return next(later, self.items.current)

    # decisions

    def action_accept(self) -> None:
        """Takes the candidate as it stands and goes on; on a heading all of the group that are not odd."""
        one, row = self._current(), self.items.current
        if row is None:
            return
        if one is None:
            mine = [
                c for c in self.sheet.candidates.values() if c.incident == row[0] and c.id not in self.sheet.decided
            ]
            self._accept_ordinary([c.id for c in mine])
            return
        lacks = self.sheet.lacks(one)
        if lacks:
            self.say(f"Not accepted: {lacks}.", "warning")
            if not one.negated:
                self.action_correct()
            return
        self.sheet.accept([one.id])
        self.decided(self._next_open())

    def action_accept_rest(self) -> None:
        """All that are undecided, but for the odd ones, which are named."""
        ordinary, odd = self.sheet.rest()
        self._accept_ordinary([*ordinary, *odd])

    def _accept_ordinary(self, ids: list[str]) -> None:
        odd = [self.sheet.candidates[id_] for id_ in ids if self._is_odd(id_)]
        taken = [id_ for id_ in ids if not self._is_odd(id_)]
        self.sheet.accept(taken)
        rows = self.items.rows
        first = next((row for row in rows if row[1] and odd and row[1] == odd[0].id), None)
        self.decided(first)
        told = f"{len(taken)} accepted." if taken else "Nothing was left to accept." if not odd else ""
        if odd:
            why = dict.fromkeys(special(one) or "not complete" for one in odd)
            told = f"{told} {len(odd)} left ({', '.join(why)}): a takes one, Del skips."
        else:
            told += " w writes what was accepted to the desk."
        self.say(told.strip(), "warning" if odd else "done")

    def _is_odd(self, id_: str) -> bool:
        one = self.sheet.candidates[id_]
        return bool(special(one) or self.sheet.lacks(one))

    def action_skip(self) -> None:
        """Leaves the candidate out and goes on."""
        one = self._current()
        if one is not None:
            self.sheet.skip([one.id])
            self.decided(self._next_open())

    def action_take_back(self) -> None:
        """The last decision, whatever it was."""
        label = self.sheet.take_back()
        self.decided()
        self.say(f"Taken back: {label}" if label else "There is no decision to take back.", "done" if label else "info")

    # correcting and adding

    def action_correct(self) -> None:
        """Opens the candidate, or the incident of a heading."""
        one, row = self._current(), self.items.current
        if one is not None:
            self._open_form(one)
        elif row is not None:
            self._edit_group(self.sheet.groups[row[0]])

    def _open_form(self, one: Candidate) -> None:
        from factdesk.tui.taking.candidate_form import CandidateForm

        def corrected(result: tuple[Candidate, Group | None]) -> None:
            mended, group = result
            known = one.id in self.sheet.candidates
            self.sheet.correct(mended, group)
            at = self._next_open() if known and mended.incident == one.incident else (mended.incident, mended.id)
            self.decided(at)
            lacks = self.sheet.lacks(mended)
            self.say(lacks if lacks else f"{'Corrected' if known else 'Added'} and accepted: {brief_of(mended)}",
                     "warning" if lacks else "done")  # fmt: skip
            if group is not None and group.code:
                self._hold(group)

        self.app.push_screen(CandidateForm(self.app, self.sheet, one, corrected))

    def action_add_figure(self) -> None:
        """A figure that no rule found: in the words chosen in the article, else in the sentence."""
        chosen = self.article.chosen
        start, end = chosen if chosen != (0, 0) else self.article.sentence()
        if end <= start:
            self.say("There is no sentence here.", "warning")
            return
        number = 1 + sum(id_.startswith("m") for id_ in self.sheet.candidates)
        near = self._current() or next(iter(self.sheet.candidates.values()), None)
        made = by_hand(number, self.sheet.text, start, end, near, chosen != (0, 0))
        if not self.sheet.groups:
            self.sheet.groups["new"] = Group("new", self.sheet.source.get("title") or "")
        if made.incident not in self.sheet.groups:
            made = replace(made, incident=next(iter(self.sheet.groups)))
        self._open_form(made)

    # incidents

    def _edit_group(self, group: Group) -> None:
        from factdesk.tui.taking.small_form import GroupForm
        from factdesk.tui.taking.specs import INCIDENT
        from factdesk.tui.widgets.fields.matching import Match

        known = None
        if group.code:
            found = browse.incident(self.desk, group.code)
            known = Match(found.id, found.code, found.title)
        self.app.push_screen(GroupForm(self.app, INCIDENT, group, known, self._regroup))

    def _regroup(self, group: Group) -> None:
        self.sheet.regroup(group)
        self.decided()
        self.say(f"They go to {told_group(group)}: {group.title}", "done")
        if group.code:
            self._hold(group)

    def _hold(self, group: Group) -> None:
        """Looks up what the incident holds, so that what is known already is told."""

        def found(held: tuple[Held, ...]) -> None:
            self.sheet.hold(group.code, held)
            self.decided()

        self.app.bridge.ask("held", lambda desk: holdings(desk, group.code), found, self.failed, asker=self)

    def action_move_candidate(self) -> None:
        """Puts the candidate into another group."""
        one = self._current()
        if one is not None:
            self._choose_group([one.id], f"Where does “{brief_of(one)[:40]}” belong?")

    def action_move_rest(self) -> None:
        """This one and all below it in its group."""
        one = self._current()
        if one is not None:
            below = self.items.rows[self.items.cursor :]
            ids = [id_ for key, id_ in below if id_ and key == one.incident]
            self._choose_group(ids, f"Where do these {len(ids)} belong?")

    def _choose_group(self, ids: list[str], question: str) -> None:
        here = self.sheet.candidates[ids[0]].incident
        listed = {key for key, id_ in self.sheet.rows if not id_}
        others = [g for g in self.sheet.groups.values() if g.key != here and g.key in listed][:8]
        options = [Option(str(nr), g.title or told_group(g), told_group(g)) for nr, g in enumerate(others, 1)]
        if STATEMENTS not in listed:
            options.append(Option("s", "statements", "an incident for statements with no single place"))
        options += [Option("n", "another incident", "a new one, or one that is on the desk")]
        choose(self.app, question, options, lambda key: self._move_to(ids, key, others))

    def _move_to(self, ids: list[str], key: str, others: list[Group]) -> None:
        if key == "n":
            first = self.sheet.candidates[ids[0]]
            number = 1 + sum(name.startswith("new") for name in self.sheet.groups)
            self._new_group(ids, Group(f"new {number}", "", "", first.as_of))
        else:
            group = self.sheet.groups.get(STATEMENTS) or Group(STATEMENTS, "Statements", kind="statements")
            self._moved(ids, group if key == "s" else others[int(key) - 1])

    def _new_group(self, ids: list[str], group: Group) -> None:
        from factdesk.tui.taking.small_form import GroupForm
        from factdesk.tui.taking.specs import INCIDENT

        self.app.push_screen(GroupForm(self.app, INCIDENT, group, None, lambda made: self._moved(ids, made)))

    def _moved(self, ids: list[str], group: Group) -> None:
        at = self._next_open()
        self.sheet.move(ids, group)
        self.decided(at if at is not None and at[1] not in ids else (group.key, ids[0]))
        self.say(f"Moved to {told_group(group)}: {group.title}", "done")
        if group.code:
            self._hold(group)
