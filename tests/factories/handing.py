"""Builder of a hand-over of the chair's affairs that waits for its signatures."""

from datetime import timedelta

from association import clock
from association.models import Person, User
from presidium.actions import handovers
from presidium.models import HandOver, Office
from tests.factories import association as ground


def begun(giver: Person, taker: Person, *, by: User) -> HandOver:
    """What a former chair hands to who leads now, its list being drawn."""
    ended = ground.DAY - timedelta(days=1)
    Office.objects.create(kind="chair", person=giver, starts_on=ended - timedelta(days=900), ends_on=ended)
    return handovers.begin(taker, is_acting=False, on=ground.DAY, by=by, at=clock.now())
