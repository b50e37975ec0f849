"""The mark @clause("A-4.7"): this test proves the clause, and fails when it does nothing that could.

A pytest plugin; tests/conftest.py loads it with `pytest_plugins = ["tests.clause_marker"]`. A marked test must, while
it runs, ask a rule of each named clause (or be denied under it), or do a verb (an entry in the journal), or visit a
route (a request in this process, a page opened in the browser, an HTTP request to a server of the run).
`manage.py clauses` reads the marks from the files of the tests, without running them.
"""

import http.client
import sys
from contextlib import ExitStack, contextmanager

import pytest

clause = pytest.mark.clause


def pytest_configure(config):
    config.addinivalue_line("markers", "clause(*ids): the test proves these clauses of the regulations")


class Witness:
    """What a test did that can prove a clause."""

    def __init__(self):
        self.clauses = set()
        self.acts = 0

    def rule_asked(self, clauses):
        self.clauses.update(clauses)

    def act_seen(self, *args, **kwargs):
        self.acts += 1

    def unproved(self, wanted):
        """Clauses of the mark that nothing the test did can prove."""
        return [] if self.acts else [one for one in wanted if one not in self.clauses]


@contextmanager
def counted(holder, name, witness):
    """Count the calls of a method for as long as the test runs."""
    original = getattr(holder, name)

    def method(*args, **kwargs):
        witness.act_seen()
        return original(*args, **kwargs)

    setattr(holder, name, method)
    try:
        yield
    finally:
        setattr(holder, name, original)


@contextmanager
def connected(signal, sender, witness):
    signal.connect(witness.act_seen, sender=sender, weak=False)
    try:
        yield
    finally:
        signal.disconnect(witness.act_seen, sender=sender)


@contextmanager
def witnessed():
    """Watch rules, verbs and routes; gives the Witness."""
    from django.core.signals import request_started
    from django.db.models.signals import post_save

    from association.models import AuditEntry
    from association.statute import observe

    witness = Witness()
    with ExitStack() as stack:
        stack.callback(observe(witness.rule_asked))
        stack.enter_context(connected(request_started, None, witness))
        stack.enter_context(connected(post_save, AuditEntry, witness))
        stack.enter_context(counted(http.client.HTTPConnection, "putrequest", witness))
        if playwright := sys.modules.get("playwright.sync_api"):
            stack.enter_context(counted(playwright.Page, "goto", witness))
        yield witness


def named(item):
    """The clauses of a test's marks."""
    return [one for mark in item.iter_markers("clause") for one in mark.args]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    wanted = named(item)
    if not wanted:
        return (yield)
    from association.statute import CLAUSES

    if unknown := [one for one in wanted if one not in CLAUSES]:
        pytest.fail(f"no such clause: {', '.join(unknown)}", pytrace=False)
    with witnessed() as witness:
        result = yield
    if missing := witness.unproved(wanted):
        pytest.fail(f"asked no rule, did no verb, visited no route of {', '.join(missing)}", pytrace=False)
    return result
