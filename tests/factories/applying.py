"""An application on its way, brought by the verbs to the state a test begins in."""

from datetime import timedelta

import pytest

from association import clock, files
from association.models import Association, Organisation, User
from association.proofs import Password
from association.statute import Refused
from membership import rules
from membership.actions import applications
from membership.models import Application
from tests.factories import association as ground

QUALITY = {"number": "ДЕМО-901", "issuer": "Демонстрационный орган по сертификации"}


def details(kind: str) -> dict:
    """What is read off a paper of a kind."""
    today = clock.today()
    return {
        "qms_certificate": {
            **QUALITY, "dated_on": today - timedelta(days=100), "until": today + timedelta(days=900),
        },
        "expert_conclusion": {"dated_on": today - timedelta(days=30), "result": rules.POSITIVE},
        "introduction_plan": {"dated_on": today - timedelta(days=30), "until": today + timedelta(days=330)},
        "head_order": {"number": "41", "dated_on": today - timedelta(days=30)},
        "training_document": {
            "person_name": "Образцова Анна Андреевна", "issuer": "Демонстрационный институт", "hours": 72, "year": 2025,
        },
    }.get(kind, {})  # fmt: skip


def attach(application: Application, kind: str, by: User, **fields) -> None:
    """Attach one paper, its details given or made up."""
    data = f"%PDF-1.7 {kind} {next(ground.NUMBERS)}".encode()
    file = files.keep_made(data, name=f"{kind}.pdf", organisation=application.organisation, at=clock.now())
    applications.attach(application, kind=kind, file=file, by=by, at=clock.now(), **{**details(kind), **fields})


def filled(school: Organisation, by: User, ground_of: str = rules.INTRODUCED) -> Application:
    """A draft with its ground, all papers and the acquaintance."""
    row = applications.begin(school, by=by, at=clock.now())
    applications.choose_ground(row, ground=ground_of, note="", by=by, at=clock.now())
    for need in rules.needs_of(ground_of):
        if not need.optional:
            attach(row, need.kind, by)
    version = Association.current().statute_version
    applications.fill(row, by=by, at=clock.now(), acquainted_version=version)
    return Application.objects.get(pk=row.pk)


def signed(school: Organisation, by: User, ground_of: str = rules.INTRODUCED) -> Application:
    """A draft whose form was made from the answers and signed."""
    return sign(filled(school, by, ground_of), by)


def sign(application: Application, by: User) -> Application:
    """Make the form of a draft and sign it."""
    applications.draw_paper(application, on=clock.today(), by=by, at=clock.now())
    row = Application.objects.get(pk=application.pk)
    ground.make_ready(row.paper)
    applications.sign(row, proof=Password(ground.PASSWORD), sha256=row.paper.sha256, by=by, at=clock.now())
    return Application.objects.get(pk=application.pk)


def registered(school: Organisation, by: User, secretary: User, ground_of: str = rules.INTRODUCED) -> Application:
    """An application with its incoming number."""
    row = signed(school, by, ground_of)
    applications.submit(row, on=clock.today(), by=by, at=clock.now())
    applications.enter_in_register(row, on=clock.today(), by=secretary, at=clock.now())
    return Application.objects.get(pk=row.pk)


def act(verb, row, by, **fields):
    return verb(row, by=by, at=clock.now(), **fields)


def submit(row, by):
    applications.submit(row, on=clock.today(), by=by, at=clock.now())


def clauses_of(verb):
    """The clauses under which a verb is refused."""
    with pytest.raises(Refused) as refused:
        verb()
    return [verdict.clause for verdict in refused.value.verdicts]


def state_of(row):
    return Application.objects.get(pk=row.pk).state
