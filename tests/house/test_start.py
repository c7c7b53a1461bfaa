"""The start loads what the first full screen needs and no more: seconds at every start are paid in imports."""

from __future__ import annotations

import subprocess
import sys

LATER = (
    "factdesk.desk.add", "factdesk.desk.affected", "factdesk.desk.attach", "factdesk.desk.check",
    "factdesk.desk.filtering", "factdesk.desk.imports", "factdesk.desk.review", "factdesk.desk.undo",
    "factdesk.desk.export", "factdesk.desk.lint", "factdesk.desk.sheet", "factdesk.desk.standing", "factdesk.intake",
    "factdesk.maps", "factdesk.model.filter_completion", "factdesk.model.filter_fields", "factdesk.model.filters",
    "factdesk.model.importing",
    "factdesk.model.leaks", "factdesk.model.standing",
    "factdesk.model.notices", "factdesk.model.sentences", "factdesk.store.bulk", "factdesk.store.cards",
    "factdesk.store.changes", "factdesk.store.ledger", "factdesk.store.export_write", "factdesk.store.importing",
    "factdesk.store.replay", "factdesk.tui.cards", "factdesk.tui.widgets.fields", "factdesk.tui.widgets.words_field",
    "factdesk.store.search", "factdesk.store.standing", "factdesk.tui.board_rows",
    "factdesk.tui.finding_lines", "factdesk.tui.forms", "factdesk.tui.joining", "factdesk.tui.linting",
    "factdesk.tui.palette", "factdesk.tui.proposal", "factdesk.tui.standing_view", "factdesk.tui.strip",
    "factdesk.tui.taking", "factdesk.tui.toll_rows", "factdesk.tui.why", "factdesk.tui.screens.export",
    "factdesk.tui.screens.help", "factdesk.tui.screens.importing", "factdesk.tui.screens.over_time",
    "factdesk.tui.screens.queue", "factdesk.tui.screens.search", "factdesk.tui.screens.sheet",
    "factdesk.tui.screens.sources", "factdesk.tui.screens.why", "factdesk.tui.widgets.board_pane",
    "factdesk.tui.widgets.filter_bar", "sqlite_utils", "click", "hashlib", "platformdirs", "rich.markdown",
    "rich.syntax", "secrets", "ssl", "textual.types",
)  # fmt: skip
"""What is loaded when somebody asks for it, with all that lies below."""

LOADS = """
import sys
import factdesk.__main__, factdesk.cli.start, factdesk.tui.early, factdesk.tui.run
factdesk.tui.run.import_textual()
import factdesk.tui.app, factdesk.tui.bridge, factdesk.tui.desk_app, factdesk.tui.screens.desk, factdesk.desk.open
print(*sorted(sys.modules))
seen = [c for name, m in sorted(sys.modules.items()) if name.startswith("factdesk.") for c in vars(m).values()]
compiled = {f"{c.__module__}.{c.__qualname__}" for c in seen
            if isinstance(c, type) and c.__module__.startswith("factdesk.")
            and "__dataclass_params__" in vars(c) and c.__dataclass_params__.frozen}
print(*sorted(compiled))
"""


def loaded() -> tuple[set[str], set[str]]:
    """The modules that a start loads, and the classes of frozen values that it compiles."""
    ran = subprocess.run([sys.executable, "-c", LOADS], capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0, ran.stderr
    modules, classes = ran.stdout.split("\n")[:2]
    return set(modules.split()), set(classes.split())


def test_the_start_loads_nothing_that_can_wait() -> None:
    modules, compiled = loaded()
    assert "factdesk.tui.screens.desk" in modules
    assert sorted(m for m in modules for late in LATER if m == late or m.startswith(late + ".")) == []
    assert compiled == set(), "take factdesk.model.values.dataclass on the way to the first screen"
