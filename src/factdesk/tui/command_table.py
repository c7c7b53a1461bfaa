"""The table of commands: every key of the screens stands here once, with its words."""

from __future__ import annotations

from typing import Final

from factdesk.model.values import dataclass

__all__ = ["CLAIMS", "COMMANDS", "GROUPS", "MAIN", "Command"]

MAIN: Final = ("desk", "queue", "sources", "history", "search")
"""The five main screens, in the order of their number keys."""
CLAIMS: Final = ("desk", "queue", "search", "card", "why")
"""Where a claim can have focus."""
RECORDS: Final = (*CLAIMS, "sources", "source")
"""Where a claim or a source can have focus."""
LISTS: Final = ("desk", "queue", "sources", "history")
EVERYWHERE: Final = (*MAIN, "card", "source", "incidents", "why", "sheet", "affected")
TWO_PANES: Final = (*EVERYWHERE, "intake", "lint", "importing")


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can do, with all that bindings, footer, palette, help and README say of it.

    `id` names the method `action_<id>` that does it. `where` names the contexts (screens, widgets) whose
    bindings carry it; "app" is everywhere. `footer` is its rank there (1 is shown first, 0 never).
    `writes` marks what a read-only desk refuses.
    """

    id: str
    keys: tuple[str, ...]
    title: str
    help: str
    group: str
    where: tuple[str, ...]
    footer: int = 0
    palette: bool = True
    writes: bool = False


GROUPS: Final = (
    "Verdicts", "Records", "Intake", "Find", "Move", "Marks", "Standing", "Screens", "Desk file", "Forms",
)  # fmt: skip
"""The groups in the order in which help and README show them."""


def _move(id: str, keys: str, title: str, help: str, where: str = "list text", footer: int = 0) -> Command:
    return Command(id, tuple(keys.split()), title, help, "Move", tuple(where.split()), footer, palette=False)


def _mark(id: str, key: str, title: str, help: str) -> Command:
    return Command(id, (key,), title, help, "Marks", ("list",), palette=False)


def _plot(id: str, keys: str, title: str, help: str, footer: int = 0) -> Command:
    return Command(id, tuple(keys.split()), title, help, "Standing", ("plot",), footer, palette=False)


def _verdict(id: str, key: str, title: str, help: str, footer: int) -> Command:
    return Command(id, (key,), title, help, "Verdicts", CLAIMS, footer, writes=True)


def _intake(id: str, keys: str, title: str, help: str, footer: int, where: str = "intake") -> Command:
    return Command(id, tuple(keys.split()), title, help, "Intake", tuple(where.split()), footer,
                   palette=where != "article")  # fmt: skip


def _mode(number: int, name: str, help: str) -> Command:
    return Command(f"mode_{name.lower()}", (str(number),), name, help, "Screens", ("app",))


def _dialog(id: str, keys: str, title: str, help: str, where: str, footer: int) -> Command:
    return Command(id, tuple(keys.split()), title, help, "Forms", tuple(where.split()), footer, palette=False)


COMMANDS: Final[tuple[Command, ...]] = (
    _move("cursor_down", "j down", "Down", "One line down", "list text plot"),
    _move("cursor_up", "k up", "Up", "One line up", "list text plot"),
    _move("page_down", "pagedown", "Page down", "One page down"),
    _move("page_up", "pageup", "Page up", "One page up"),
    _move("first", "g home", "First", "To the first line", "list text plot"),
    _move("last", "G end", "Last", "To the last line", "list text plot"),
    _move("select", "enter l right", "Open", "Into what the cursor is on", "list text incidents lint", 3),
    _move("leave", "escape h left", "Out", "Out again, one step",
          " ".join((*EVERYWHERE, "help", "export", "importing", "lint", "list")), 16),
    _move("leave_intake", "escape", "Leave", "Leave the report; asks whether it is kept for later",
          "intake article", 12),
    _move("next_pane", "tab", "Next pane", "To the next pane", " ".join(TWO_PANES)),
    _move("previous_pane", "shift+tab", "Previous pane", "To the pane before", " ".join(TWO_PANES)),
    _move("card_down", "J", "Card down", "Scroll the card without leaving the list", "desk queue sources search"),
    _move("card_up", "K", "Card up", "Scroll the card back", "desk queue sources search"),
    _verdict("confirm", "c", "Confirm", "The desk can state it in its own voice, as qualified", 1),
    _verdict("dispute", "d", "Dispute", "Credible accounts cannot all hold, and the desk cannot choose", 2),
    _verdict("deny", "x", "Deny", "Rejected, by a named party or by evidence", 3),
    _verdict("reopen", "o", "Re-open", "Take the verdict back: the claim is open again", 11),
    Command("undo", ("u",), "Undo", "Take back the last change; says which", "Verdicts", EVERYWHERE, 6, writes=True),
    Command("redo", ("U",), "Redo", "Make it again", "Verdicts", EVERYWHERE, 14, writes=True),
    Command("add", ("a",), "Add", "Add a claim, incident, speaker or source", "Records", EVERYWHERE, 8, writes=True),
    Command("attach", ("A",), "Attach", "Attach a source: URL, file or text", "Records", CLAIMS, 4, writes=True),
    Command(
        "edit", ("e",), "Edit", "Correct what the cursor is on", "Records", (*RECORDS, "incidents"), 9, writes=True,
    ),
    Command(
        "remove", ("R",), "Remove", "Remove a record, or withdraw a source, with a reason", "Records", RECORDS,
        writes=True,
    ),
    Command("duplicates", (), "Duplicates", "What may be on the desk twice, to be joined or not", "Records", EVERYWHERE,
            writes=True),
    Command("copy", ("y",), "Copy", "Copy the attributed sentence, or the sheet or notice", "Records",
            (*RECORDS, "lint", "sheet", "affected"), 12),
    Command(
        "intake", ("i",), "Intake", "Read a report: every figure and statement in it, to be accepted or not", "Records",
        EVERYWHERE, 10, writes=True,
    ),
    Command("lint", ("L",), "Lint", "Hold your own draft against the desk", "Records", (*EVERYWHERE, "lint"), 17),
    _intake("accept", "a", "Accept", "Take the candidate as it stands; on an incident all of its ordinary ones", 1),
    _intake("skip", "delete backspace", "Skip", "Leave the candidate out", 2),
    _intake("correct", "e", "Correct", "Correct the candidate, or the incident that it belongs to", 3),
    _intake("accept_rest", "A", "Accept the rest", "All that are undecided, but for the odd ones, which are named", 4),
    _intake("take_back", "u", "Take back", "Take the last decision back", 6),
    _intake("write_intake", "w", "Write", "Store what was accepted: one change, one undo", 5),
    _intake("add_figure", "n", "Add", "Add what the sentence, or the words chosen in it, states", 8, "intake article"),
    _intake("word_right", "right l", "Next word", "In the article: choose a word, then the next one", 9, "article"),
    _intake("word_left", "left h", "Word before", "In the article: choose the word before", 0, "article"),
    _intake("choose_words", "v", "Choose words", "In the article: from this word on, with the arrows", 7, "article"),
    _intake("move_candidate", "m", "Move", "Put the candidate into another incident", 9),
    _intake("move_rest", "M", "Move from here", "This candidate and those below it into another incident", 11),
    _intake("source_facts", "s", "Source", "Who published it, when, and who may see it", 10),
    Command("find", ("/",), "Search", "Search this list, or the article", "Find",
            (*LISTS, "search", "help", "incidents", "intake", "article", "lint"), 5),
    Command("find_next", ("n",), "Next hit", "To the next hit", "Find", (*LISTS, "help", "lint")),
    Command("find_previous", ("N",), "Previous hit", "To the hit before", "Find", (*LISTS, "help", "lint")),
    Command("filter", ("f",), "Filter", "Show only some: verdict, measure, speaker …", "Find", LISTS, 10),
    Command("sort", ("s",), "Sort", "Put the list in another order", "Find", (*LISTS, "search"), 13),
    Command(
        "save_filter", (), "Save the filter", "Keep the filter in force under a name", "Find", ("desk",), writes=True
    ),
    _mark("mark", "space", "Mark", "Mark this line; verdicts then act on the marks"),
    _mark("mark_range", "v", "Mark range", "Mark from here to where you go"),
    _mark("mark_all", "*", "Mark all", "Mark every line that the filter lets pass, not the visible ones alone"),
    Command("board", ("b",), "Toll board", "All figures as bars, and what follows; again folds it", "Standing",
            ("desk", "incidents"), 15),
    Command("why", ("w",), "Why", "What a claim conflicts with, and what would settle it", "Standing",
            ("desk", "queue", "search", "card"), 14),
    Command("next_finding", ("n",), "Next finding", "To the next finding", "Standing", ("why",), 4),
    Command("previous_finding", ("N",), "Finding before", "To the finding before", "Standing", ("why",)),
    Command("claims", ("f",), "Its claims", "The claims of this finding alone in the list", "Standing", ("why",), 5),
    Command("over_time", ("t",), "Over time", "A measure's figures over time, a track a speaker", "Standing",
            ("desk", "queue", "search", "card", "why"), 18),
    _plot("later", "l right", "Later", "To the speaker's next figure", 3),
    _plot("earlier", "h left", "Earlier", "To the speaker's figure before", 4),
    _plot("zoom_in", "plus", "Zoom in", "Draw a shorter time wider", 5),
    _plot("zoom_out", "minus", "Zoom out", "Draw a longer time", 6),
    _plot("next_measure", "tab", "Next measure", "To the next measure and population", 2),
    _plot("previous_measure", "shift+tab", "Measure before", "To the measure and population before"),
    _plot("to_claim", "enter", "Its claim", "To the claim of the figure", 1),
    _plot("close_plot", "escape", "Out", "Back to where it was opened", 7),
    Command("sheet", ("S",), "Fact sheet", "What can be said of the incident, attributed: read, copy, save", "Standing",
            ("desk", "incidents"), 19),
    Command("sheet_form", ("f",), "Form", "Plain text, Markdown or HTML", "Standing", ("sheet",), 3, palette=False),
    Command("save_sheet", ("f2", "ctrl+s"), "Save", "Write the fact sheet into a file", "Standing", ("sheet",), 2),
    Command("affected", ("D",), "Handed over", "Exported files that carry what changed since, with notices", "Standing",
            ("app",)),
    Command("edit_notice", ("e",), "Edit notice", "Edit the drafted notice before it is copied", "Standing",
            ("affected",), 2, palette=False),
    Command("go_claim", ("w",), "Its claim", "To the claim that changed", "Standing", ("affected",), 4, palette=False),
    Command("clear_marks", (), "Clear marks", "Take all marks off", "Marks", LISTS),
    _mode(1, "Desk", "Incidents, their claims and the card of one"),
    _mode(2, "Queue", "Open claims, worst first"),
    _mode(3, "Sources", "Everything that carries claims, and its roots"),
    _mode(4, "History", "What changed, and by whom"),
    _mode(5, "Search", "Search everything"),
    Command("export", ("E",), "Export", "Write the reviewed file; shows what stays behind", "Desk file", EVERYWHERE, 8),
    Command(
        "write_export", ("f2", "ctrl+s"), "Export", "Write the reviewed file as the plan shows it", "Desk file",
        ("export",), 1,
    ),
    Command(
        "import", ("I",), "Import", "Take in a data set: CSV, JSON, JSON Lines or SQLite", "Desk file", EVERYWHERE, 17,
        writes=True,
    ),
    Command("read_file", ("enter", "f5"), "Read", "Read the file by the map; nothing is stored yet", "Desk file",
            ("importing",), 2, palette=False),
    Command("write_import", ("f2", "ctrl+s"), "Import", "Bring its rows onto the desk: one change, one undo",
            "Desk file", ("importing",), 1),
    Command("drafts", (), "Unfinished drafts", "What was typed and not saved, to be taken up", "Forms", ("app",)),
    Command("check", (), "Check the desk", "Replay the ledger and compare, verify every hash", "Desk file", ("app",)),
    Command("backup", (), "Back up the desk", "Copy the desk into a new file", "Desk file", ("app",)),
    Command("as_of", ("t",), "As it stood", "The desk and the record as they stood after this change", "Find",
            ("history",), 2),
    Command("theme", (), "Light or dark", "Change between the dark and the light theme", "Screens", ("app",)),
    _dialog("record", "enter", "Record", "Record the verdict", "strip", 1),
    _dialog("save", "f2 ctrl+s", "Save", "Record what was typed", "form", 1),
    _dialog("read_report", "f2 ctrl+s", "Read", "Read the report; nothing is stored yet", "report", 1),
    _dialog("confirm_dialog", "enter", "Yes", "Go on", "dialog", 1),
    _dialog("next_field", "tab", "Next field", "To the next field", "form strip report", 3),
    _dialog("dismiss", "escape", "Leave", "Leave; asks before anything typed is lost", "strip form report dialog", 2),
    Command(
        "palette", (":", "ctrl+p"), "Commands", "Find a command by its name", "Screens", ("app",), 15, palette=False
    ),
    Command("help", ("?", "f1"), "Help", "All keys, and what the words mean", "Screens", ("app",), 1),
    Command(
        "back", ("q",), "Back, quit", "Back one step; on the first screen, quit", "Screens",
        (*EVERYWHERE, "help", "export", "importing", "intake", "lint", "too_small"), 7, palette=False,
    ),
    Command("quit", ("ctrl+q",), "Quit", "Quit from anywhere", "Screens", ("app",)),
)  # fmt: skip
"""All commands, in the order in which the footer shows those that fit."""
