"""A meeting that many phones watch: what a poll costs, and how soon votes and arrivals are seen, over HTTP.

Polls are held against a bare Django view in processor time; the two times are seconds of this machine, on PostgreSQL.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlencode

from tests import servers
from tests.bench import ballots, stage
from tests.bench.race import FULL, Size, most, ratio, spent

PERIOD = 2.0  # seconds between two polls, as the page asks
STAMP = re.compile(r'hx-get="[^"]*[?;&]v=([^"&]+)"')
CSRF = "b" * 32


def measure(size: Size = FULL) -> list[dict]:
    """Rows on polls, ballots and presence in a meeting with so many phones."""
    folder = Path(tempfile.mkdtemp(prefix="portal-live-", dir="/tmp"))
    folder.chmod(0o755)  # the owner of the PostgreSQL cluster walks through it
    try:
        with servers.running(servers.Postgres(folder)) as postgres:
            os.environ["DATABASE_URL"] = postgres.url("postgres")
            return _measured(size, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _measured(size: Size, folder: Path) -> list[dict]:
    stage.open_portal()
    from django.db import connection

    from tests.factories import association as ground

    ground.association()
    secretary = ground.secretary()
    holders = [ballots.seat(secretary, number) for number in range(size.watchers)]
    item = ballots.open_vote(secretary, holders)
    polls = _polls(item, holders[0], size)
    with _web(folder) as port:
        hall = Hall(port, item, [_phone(port, user) for user in holders], _phone(port, secretary))
        asyncio.run(hall.sit(size.acts))
    connection.close()
    people = f"{size.watchers} people with the live page open"
    return [
        polls,
        most(f"{people}: a ballot is confirmed, 95 of 100 within", 1000 * _p95(hall.confirmed), 300, "ms"),
        most(f"{people}: presence is shown to all, 95 of 100 within", _p95(hall.shown), 3, "s"),
    ]


def _p95(times: list[float]) -> float:
    return sorted(times)[max(0, -(-95 * len(times) // 100) - 1)]


def _polls(item, holder, size: Size) -> dict:
    """A poll of what is known against a bare view that reads the same version."""
    from presidium.models import Meeting

    ours, theirs = stage.Visitor(stage.portal(), holder), stage.Visitor(stage.bare(), holder)
    path, version = f"/meetings/{item.meeting_id}/ballot/", Meeting.objects.get(pk=item.meeting_id).version
    stamp = unquote(STAMP.search(ours.get(path).decode())[1])
    times = spent(
        lambda: ours.poll(path, v=stamp), lambda: theirs.poll(path, v=str(version)), rounds=5 * size.rounds
    )  # one poll is short: more rounds
    return most("poll of a live page, processor time against a bare view", ratio(*times), 2.0)


@contextmanager
def _web(folder: Path):
    """The web server as a portal runs it; gives its port."""
    port = servers.free_port()
    environment = {**os.environ, "LISTEN": f"127.0.0.1:{port}", "SITE_ADDRESS": f"http://localhost:{port}"}
    command = [sys.executable, "manage.py", "serve", "web"]
    process = servers.start(command, folder / "web.log", env=environment, cwd=servers.ROOT)
    try:
        servers.eventually(lambda: _answers(port), 40, "the web server")
        yield port
    finally:
        servers.stop(process)


def _answers(port: int) -> bool:
    try:
        return asyncio.run(Phone(port, "").get("/healthz"))[0] == 200
    except OSError:
        return False


def _phone(port: int, user) -> Phone:
    return Phone(port, stage.Visitor(None, user).cookies["sessionid"])


class Phone:
    """One person's browser; it opens a connection for every request, as a proxy in front does."""

    def __init__(self, port: int, session: str) -> None:
        self.port, self.cookie = port, f"sessionid={session}; csrftoken={CSRF}"
        self.stamp, self.seen = "", []

    async def get(self, path: str, *headers: str) -> tuple[int, str]:
        """Status and body of a page."""
        return await self._ask(f"GET {path} HTTP/1.1", "", *headers)

    async def post(self, path: str, **fields: str) -> int:
        """The status of a posted form."""
        from association import keys

        body = urlencode({"csrfmiddlewaretoken": CSRF, "form_key": keys.new_key(), **fields})
        headers = ("Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}")
        return (await self._ask(f"POST {path} HTTP/1.1", body, *headers))[0]

    async def _ask(self, line: str, body: str, *headers: str) -> tuple[int, str]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        head = [line, f"Host: localhost:{self.port}", f"Cookie: {self.cookie}", "Connection: close", *headers, "", body]
        writer.write("\r\n".join(head).encode())
        answer = (await reader.read()).decode()
        writer.close()
        return int(answer.split(" ", 2)[1]), answer

    async def watch(self, path: str, begun: float) -> None:
        """Open the live page and ask every two seconds what has changed, until cancelled."""
        await asyncio.sleep(begun)
        self._take(*await self.get(path))
        while True:
            asked = time.perf_counter()
            self._take(*await self.get(f"{path}?{urlencode({'v': self.stamp})}", "HX-Request: true"))
            await asyncio.sleep(max(0.0, PERIOD - (time.perf_counter() - asked)))

    def _take(self, status: int, page: str) -> None:
        assert status in (200, 204), (status, page[:500])
        if status == 200:
            self.stamp = unquote(STAMP.search(page)[1])
            self.seen.append((time.perf_counter(), int(self.stamp.split(".")[2])))


class Hall:
    """The meeting: everybody watches, some vote, then one comes and goes."""

    def __init__(self, port: int, item, phones: list[Phone], secretary: Phone) -> None:
        self.item, self.phones, self.secretary = item, phones, secretary
        self.path = f"/meetings/{item.meeting_id}/ballot/"
        self.confirmed: list[float] = []
        self.shown: list[float] = []

    async def sit(self, acts: int) -> None:
        """Let all watch; measure so many ballots and a few movements."""
        count = len(self.phones)
        watching = [asyncio.create_task(one.watch(self.path, PERIOD * n / count)) for n, one in enumerate(self.phones)]
        try:
            await self._all_see(0)
            for number in range(acts):
                await self._vote(self.phones[number % count], "for" if number % 3 else "against")
            assert await self.secretary.post(f"/items/{self.item.pk}/verdict/") == 302
            for number in range(max(1, acts // 5)):
                await self._move(arrived=str(number % 2))
        finally:
            for task in watching:
                task.cancel()
            ended = await asyncio.gather(*watching, return_exceptions=True)
        assert [one for one in ended if not isinstance(one, asyncio.CancelledError)] == []

    async def _vote(self, phone: Phone, choice: str) -> None:
        """From the press of the button to the page with the receipt."""
        begun = time.perf_counter()
        assert await phone.post(f"/items/{self.item.pk}/ballots/", choice=choice) == 302
        status, page = await phone.get(self.path)
        self.confirmed.append(time.perf_counter() - begun)
        assert (status, f'name="choice" value="{choice}" aria-pressed="true"' in page) == (200, True)
        await asyncio.sleep(PERIOD / 4)

    async def _move(self, arrived: str) -> None:
        """From the secretary's press to each phone that shows the version with it."""
        from asgiref.sync import sync_to_async

        from presidium.models import Meeting

        person = await sync_to_async(self._last)()
        path = f"/meetings/{self.item.meeting_id}/presence/"
        begun = time.perf_counter()
        assert await self.secretary.post(path, participant=str(person), arrived=arrived) == 302
        row = await sync_to_async(Meeting.objects.only("version").get)(pk=self.item.meeting_id)
        await self._all_see(row.version)
        for one in self.phones:
            self.shown.append(next(at for at, version in one.seen if version >= row.version) - begun)

    def _last(self) -> int:
        return self.item.meeting.participants.order_by("-pk").values_list("pk", flat=True)[0]

    async def _all_see(self, version: int) -> None:
        """Wait until every phone shows a version."""
        end = time.perf_counter() + 120
        while not all(one.seen and one.seen[-1][1] >= version for one in self.phones):
            assert time.perf_counter() < end, "the phones do not show it"
            await asyncio.sleep(0.05)
