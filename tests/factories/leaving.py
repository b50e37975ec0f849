"""How a school leaves: by its own exit, signed here or on paper, and by the state register."""

from association import clock
from association.actions import reorganisations
from association.proofs import Password
from membership.actions import endings
from tests.factories import association as ground
from tests.factories.moments import days


def stated(school, director, on=None, reason=""):
    return endings.state_exit(school, stated_on=on, reason=reason, on=clock.today(), by=director, at=clock.now())


def signed(school, director, on=None):
    row = stated(school, director, on)
    paper = ground.make_ready(row.paper)
    proof = Password(ground.PASSWORD)
    endings.sign(row, proof=proof, sha256=paper.sha256, by=director, at=clock.now())
    return row


def submitted(school, director, on=None):
    row = signed(school, director, on)
    endings.submit(row, on=clock.today(), by=director, at=clock.now())
    return row


def registered(school, director, secretary, on=None, **consent):
    row = submitted(school, director, on)
    endings.enter_exit(row, on=clock.today(), by=secretary, at=clock.now(), **consent)
    return row


def brought(school, secretary, *, on=None, **consent):
    """An exit that came signed on paper."""
    paper = endings.papers.draw(endings.D29, school, facts={}, by=secretary, at=clock.now())
    return endings.enter_paper_exit(
        school, stated_on=on, signed_on=days(-2), reason="", scan=ground.make_ready(paper).file, on=clock.today(),
        by=secretary, at=clock.now(), **consent,
    )  # fmt: skip


def reorganised(school, secretary, *, on, kind="merger", successors=()):
    basis = {"kind": "register", "body": "Реестр", "number": "ГРН-1", "dated_on": on}
    return reorganisations.reorganise(
        school, kind=kind, on=on, entry_number="1", basis=basis, successors=successors, by=secretary, at=clock.now()
    )
