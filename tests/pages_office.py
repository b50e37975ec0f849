"""What the demonstration lacks for the pages of the office: a draft request, a paper passed on, an act, a plan."""

from datetime import date

from association import clock
from association.actions import write_offs
from association.models import Organisation, Person, RequestReply, User
from association.queries_retention import due_by, reasons_against
from membership.models import Membership
from tests.factories import plans as planned
from tests.factories import presidium as sittings
from tests.factories import records, requesting

LATER = date(2033, 1, 10)  # the terms of everything that was decided so far have ended by then


def office(secretary: User, chair: User) -> dict[str, object]:
    """Play it by the verbs; gives the numbers that addresses need."""
    cast = sittings.Cast(secretary, [chair], chair, User.objects.get(email="reviewer@example.org"))
    draft = requesting.drafted(secretary, Organisation.objects.filter(pk__in=members())[:2])
    came = records.came(secretary)
    act, reply = begun(secretary), RequestReply.objects.earliest("pk")
    return {
        "asked": reply.addressee.request_id,
        "replied": reply.addressee_id,
        "plan_discussed": waiting(cast),
        "plan_agreed": planned.agreed(cast, "Семинар", years=4).pk,
        "request_draft": draft.pk,
        "request_field": draft.fields.first().pk,
        "record": came.pk,
        "routing": records.passed(came, chair, secretary).pk,
        "act": act.pk,
        "minutes": act.lines.first().subject_id,
    }


def members():
    """The organisations that are members today."""
    return Membership.objects.on(clock.today()).filter(kind="member").values("organisation")


def waiting(cast: sittings.Cast) -> int:
    """A plan that waits for its agreements, and a draft of a later year."""
    planned.written(cast.secretary, "Семинар", "Круглый стол", years=3)
    return planned.discussed(cast, "Семинар", years=2).pk


def begun(secretary: User):
    """An act over the first minutes that nothing keeps, with a commission of three."""
    free = next(due for due in due_by(LATER) if due.document.source == "minutes" and not reasons_against(due, LATER))
    act = write_offs.begin([free.document.key], on=LATER, by=secretary, at=clock.now())
    people = [(person, "член комиссии") for person in Person.objects.filter(accounts__is_active=True)[:3]]
    write_offs.appoint(act, people, grounds="Номенклатура дел", by=secretary, at=clock.now())
    return act
