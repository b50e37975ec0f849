"""A whole Presidium votes over HTTP while web processes are killed: nothing is lost, nobody counts twice (P1-P3).

Two hundred on PostgreSQL; on SQLite, which lets one write at a time, twenty.
"""

import http.client
import os
import signal
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.db import connection

from association import clock, journal, keys
from association.statute import Verdict
from presidium.models import AgendaItem, Ballot, Vote, VoterRoll
from presidium.queries import tally
from presidium.queries_recount import recount
from tests import servers
from tests.clause_marker import clause
from tests.factories import presidium
from tests.factories.browser import Visitor

pytestmark = pytest.mark.usefixtures("committed")
CHOICES = ("for", "against", "abstain")
CSRF = "b" * 32
HANDS = 12  # clients at once; each speaks for some of the voters
TAKEN, REFUSED = 302, 403


class Web(servers.Site):
    """The web server alone, over the database of the test."""

    def start(self):
        command = [sys.executable, "manage.py", "serve", "web"]
        self.process = servers.start(command, self.log, env=self.environment, cwd=servers.ROOT)
        servers.eventually(self.answers, 40, f"the web server at {self.url} (see {self.log})")

    def kill_one(self):
        """Kill one of the processes that answer, without a warning."""
        master = self.process.pid
        children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
        os.kill(int(children[0]), signal.SIGKILL)


@dataclass
class Voter:
    """One person's phone: what it sent under which key, and what was answered."""

    port: int
    participant: int
    session: str
    address: str
    taken: list[str] = field(default_factory=list)
    refused: int = 0

    def send(self, choice, times=1):
        """Send one form, `times` over; a lost answer is asked for again with the same key."""
        key = keys.new_key()
        answers = {self._until_answered(choice, key) for _time in range(times)}
        assert len(answers) == 1, answers
        if answers == {TAKEN}:
            self.taken.append(choice)
        else:
            assert answers == {REFUSED}
            self.refused += 1

    def _until_answered(self, choice, key):
        for _attempt in range(20):
            with suppress(OSError, http.client.HTTPException):
                return self._post(choice=choice, csrfmiddlewaretoken=CSRF, form_key=key)
            time.sleep(0.2)
        raise AssertionError("the portal does not answer any more")

    def _post(self, **form):
        line = http.client.HTTPConnection("localhost", self.port, timeout=30)
        try:
            headers = {"Content-Type": "application/x-www-form-urlencoded"}
            headers["Cookie"] = f"sessionid={self.session}; csrftoken={CSRF}"
            line.request("POST", self.address, urlencode(form), headers)
            answer = line.getresponse()
            answer.read()
            return answer.status
        finally:
            line.close()


def side_by_side(acts):
    """Run the acts by some hands at once; what failed is raised."""
    waiting, failed = list(acts)[::-1], []

    def work():
        while waiting:
            with suppress(IndexError):
                act = waiting.pop()
                try:
                    act()
                except BaseException as error:
                    failed.append(error)

    hands = [threading.Thread(target=work) for _hand in range(HANDS)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert failed == []


def rush(voter, number):
    """A first answer sent twice, and of every second person another one, sent twice too."""
    voter.send(CHOICES[number % 3], times=2)
    if number % 2:
        voter.send(CHOICES[(number + 1) % 3], times=2)


@pytest.fixture
def site(committed, static, child_environment, folder):
    environment = {**child_environment, "LOG_LEVEL": "ERROR"}
    with servers.running(Web(committed, folder / f"crowd_{next(servers.COPIES)}", environment)) as opened:
        yield opened


def phones_of(people, item, port):
    """The phone of each holder of a seat, signed in."""
    by_person = dict(item.meeting.participants.filter(voice="decisive").values_list("person", "pk"))
    address = f"/items/{item.pk}/ballots/"
    return [
        Voter(port, by_person[user.person_id], Visitor(user).cookies["sessionid"].value, address)
        for user in people.seats
    ]


def judged_as_recounted(last, silent):
    """Tally, recount and verdict say what the phones know: `last` is what each was told was taken."""
    vote, given = Vote.objects.select_related("item__meeting__rule_set").get(), list(last.values())
    assert dict(VoterRoll.objects.values_list("participant", "counted__choice")) == last
    count = tally(vote)
    assert (count.votes_for, count.against, count.abstained, count.waiting) == (
        *(given.count(choice) for choice in CHOICES), silent,
    )  # fmt: skip
    again, verdict = recount(vote), Verdict.from_dict(vote.verdict)
    assert (again.differences, again.votes_for, again.silent) == ([], given.count("for"), silent)
    assert again.passed is verdict.passed is (2 * given.count("for") >= len(last))
    assert AgendaItem.objects.get().state == ("carried" if verdict.passed else "lost")


@clause("A-4.9a", "A-4.9b", "A-5.4.2")
def test_nothing_is_lost_and_nobody_counts_twice_while_processes_are_killed(site):
    size = 200 if connection.vendor == "postgresql" else 20
    people = presidium.cast(size)
    item = presidium.voting(people, present=size)
    voters = phones_of(people, item, site.port)
    connection.close()
    silent, racing, steady = voters[: size // 10], voters[size // 10 : size // 5], voters[size // 5 :]

    acts = [lambda one=one, number=number: rush(one, number) for number, one in enumerate(racing + steady)]
    for place in (len(acts) // 3, 2 * len(acts) // 3):
        acts.insert(place, site.kill_one)
    side_by_side(acts)
    closing = Visitor(people.secretary)

    def close():
        closing.send(f"/items/{item.pk}/verdict/")
        connection.close()

    side_by_side([close, *(lambda one=one: one.send("for") for one in racing)])
    servers.eventually(lambda: Vote.objects.get().closed_at, what="the closing")
    side_by_side([lambda one=one: one.send("for", times=2) for one in silent])

    assert (sum(one.refused for one in silent), sum(one.refused for one in steady)) == (len(silent), 0)
    kept = {one.participant: [] for one in voters}
    for participant, choice in Ballot.objects.order_by("pk").values_list("participant", "choice"):
        kept[participant].append(choice)
    assert kept == {one.participant: one.taken for one in voters}
    judged_as_recounted({one.participant: one.taken[-1] if one.taken else None for one in voters}, len(silent))
    while journal.seal(clock.now()):
        pass
    assert journal.verify(at=clock.now()) == []
