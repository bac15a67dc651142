"""The command ``quotes review``: a report in, a page in the browser on which a person puts it right, out."""

from __future__ import annotations

import secrets
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.cli.messages import Messages, plural

if TYPE_CHECKING:
    from reports.review.desk import Desk


def review(
    report: Annotated[Path, typer.Argument(help="Folder of a report that `quotes audit` wrote.")],
    file: Annotated[
        Path | None, typer.Option("--file", help="Write the page as one HTML file that needs no program, and end.")
    ] = None,
    port: Annotated[int | None, typer.Option("--port", help="Port of this machine to serve it at.")] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open it in the browser.")] = True,
) -> None:
    """Put a report right: confirm, change, add and take out statements, in the browser on this machine.

    Example: quotes review report

    Example: quotes review report --file review.html

    Every decision is saved at once to corrections.jsonl in the folder of the report.

    Statements stand by how much a look is worth: what is doubtful, long or heard first.
    """
    from reports.audit.finished import open_finished
    from reports.audit.folder import write_whole
    from reports.review.desk import Desk

    messages = Messages()
    desk = Desk(open_finished(report))
    if file is not None:
        write_whole(file, desk.page(with_texts=True))
        messages.print(f"{file}: open it in a browser; bring what it saves back with quotes corrections merge {report}")
        return
    before = len(desk.decisions)
    _serve(desk, port, browser, messages)
    made = len(desk.since(before))
    messages.print(f"{plural(made, 'new decision')} in {desk.path}")
    if made:
        messages.print(f"If you have not updated the report on the page: quotes corrections apply {report}")


def _serve(desk: Desk, wanted: int | None, browser: bool, messages: Messages) -> None:
    from reports.review.server import HOST, bound_socket, server_of

    token = secrets.token_urlsafe(24)
    with bound_socket(wanted) as opened:
        port = opened.getsockname()[1]
        address = f"http://{HOST}:{port}/{token}/review"
        messages.print(f"Open {address}")
        messages.print("Every decision is saved at once. Ctrl-C ends.")
        if browser:
            webbrowser.open(address)
        try:
            server_of(desk, token, port).run(sockets=[opened])
        except KeyboardInterrupt:
            return
