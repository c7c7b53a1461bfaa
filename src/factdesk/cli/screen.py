"""The commands that open the full screen, where the fast way in `factdesk.__main__` did not take them."""

from __future__ import annotations

import click

from factdesk.cli.start import open_screen


@click.command()
@click.option("--as", "author", metavar="NAME", help="Who makes the changes.")
@click.option("--ascii", is_flag=True, help="Draw with ASCII characters only, for poor terminals.")
@click.pass_context
def demo(ctx: click.Context, author: str | None, ascii: bool) -> None:
    """Open the sample desk full-screen, in a scratch copy that is thrown away."""
    ctx.exit(open_screen(None, author=author, ascii=ascii, demo=True))
