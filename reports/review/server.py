"""A desk in, the web application that serves it to browsers on this machine out.

Whoever cannot name the token in the address gets nothing, nor does a page of another site: the host must be this
machine's own name, and what changes something must come from a page of ours. Texts of articles never run: pages carry a
policy that allows no script but their own.
"""

from __future__ import annotations

import json
import secrets
import socket
import threading
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from quotes.errors import QuotesError, UsageError
from quotes.review.corrections import as_record
from reports.review.desk import REPORT, Conflict, Desk

HOST = "127.0.0.1"
PORT = 8713
"""Where it is served if nothing else is: always there, so that a browser knows again what waits in it."""
LARGEST = 1_000_000
"""Bytes of the largest decision that is read."""
SHOWN = frozenset({".html", ".csv", ".json", ".md", ".pdf"})
"""Endings of the files of a report that are shown."""
HEADERS = {
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


def application(desk: Desk, token: str, port: int) -> ASGIApp:
    """The application for a server on ``port``; everything in it lies below ``/token/``."""
    desk_routes = _Routes(desk)
    routes = [
        Route("/", desk_routes.start),
        Route("/review", desk_routes.page),
        Route("/api/articles/{number:int}", desk_routes.article),
        Route("/api/decisions", desk_routes.news),
        Route("/api/decisions", desk_routes.decide, methods=["POST"]),
        Route("/api/report", desk_routes.write_report, methods=["POST"]),
        Route(f"/{REPORT}/{{path:path}}", desk_routes.report),
    ]
    return _Guard(Starlette(routes=[Mount(f"/{token}", routes=routes)]), token, port)


class _Guard:
    """Lets through who knows the token and asks from this very machine and page, and marks every answer as its own."""

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        self._app = app
        self._token = token
        self._hosts = {f"{name}:{port}" for name in (HOST, "localhost")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        refused = self._refused(scope) if scope["type"] == "http" else "only HTTP"
        if refused:
            await PlainTextResponse(refused, status_code=403)(scope, receive, send_marked)
        else:
            await self._app(scope, receive, send_marked)

    def _refused(self, scope: Scope) -> str:
        """Why a request is refused; empty where it is not."""
        headers = Headers(scope=scope)
        given = scope["path"].split("/")[1].encode("utf-8", "surrogatepass")
        if not secrets.compare_digest(given, self._token.encode("ascii")):
            return "This address is not the one that `quotes review` shows now."
        host = headers.get("host", "")
        if host not in self._hosts:
            return "This is served to this machine only."
        if scope["method"] not in ("GET", "HEAD"):
            if headers.get("origin") != f"http://{host}":
                return "Another site asked for this."
            if headers.get("content-type", "").partition(";")[0] != "application/json":
                return "JSON is wanted."
        return ""


class _Routes:
    """What is done for each address; one request at a time looks into the desk or changes something there."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = threading.Lock()

    async def start(self, request: Request) -> Response:
        return RedirectResponse("review")

    async def page(self, request: Request) -> Response:
        return HTMLResponse(await self._call(self._desk.page))

    async def article(self, request: Request) -> Response:
        try:
            return JSONResponse(await self._call(self._desk.article, request.path_params["number"]))
        except IndexError:
            return JSONResponse({"error": "no such article"}, 404)

    async def news(self, request: Request) -> Response:
        after = request.query_params.get("after", "0")
        since = int(after) if after.isdecimal() else 0
        decisions = await self._call(self._desk.since, since)
        return JSONResponse({"decisions": [as_record(one) for one in decisions], "count": since + len(decisions)})

    async def decide(self, request: Request) -> Response:
        if int(request.headers.get("content-length", LARGEST + 1)) > LARGEST:
            return JSONResponse({"error": "too long"}, 400)
        try:
            record = json.loads(await request.body())
            if not isinstance(record, dict):
                raise ValueError("no decision")
            return JSONResponse({"saved": as_record(await self._call(self._desk.decide, record))}, 201)
        except Conflict as conflict:
            return JSONResponse({"standing": as_record(conflict.standing) if conflict.standing else None}, 409)
        except ValueError as error:
            return JSONResponse({"error": str(error)}, 400)
        except QuotesError as error:  # a full disk: it may have room later
            return JSONResponse({"error": str(error)}, 503)

    async def write_report(self, request: Request) -> Response:
        try:
            path, remarks = await self._call(self._desk.write_report)
        except QuotesError as error:
            return JSONResponse({"error": str(error)}, 500)
        return JSONResponse({"path": f"{REPORT}/{path.name}", "remarks": remarks})

    async def report(self, request: Request) -> Response:
        name: str = request.path_params["path"] or "index.html"
        page = await self._call(self._desk.article_page, name)
        if page is not None:
            return HTMLResponse(page)
        folder = self._desk.finished.folder.resolve()
        path = (folder / name).resolve()
        if not path.is_relative_to(folder) or path.suffix not in SHOWN or not path.is_file():
            return PlainTextResponse("The report has no such page.", 404)
        return FileResponse(path)

    async def _call(self, function: Any, *values: Any) -> Any:
        def alone() -> Any:
            with self._lock:
                return function(*values)

        return await run_in_threadpool(alone)


def bound_socket(port: int | None) -> socket.socket:
    """A socket of this machine alone on ``port``, or, where none is given, on the usual one or any that is free.

    Raises UsageError where the port that is given is taken.
    """
    for candidate in (PORT, 0) if port is None else (port,):
        opened = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            opened.bind((HOST, candidate))
            opened.listen()  # a browser that comes before the server is ready waits
        except OSError:
            opened.close()
        else:
            return opened
    raise UsageError(f"--port {port}: another program is there; leave the option out, or name another port")


def server_of(desk: Desk, token: str, port: int) -> uvicorn.Server:
    """A server for a socket that is bound to ``port``: ``run(sockets=[…])`` serves until the process is told to end."""
    app = application(desk, token, port)
    return uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False, lifespan="off", ws="none"))
