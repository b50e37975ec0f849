"""A portal with six members, three of them mentors, and five candidates; played by the verbs inside the portal."""

import json

from association import clock
from association.models import User
from membership.queries_experts import certified_on
from presidium.models import Seat
from tests.factories import association as ground
from tests.factories import membership as members
from tests.factories import mentoring as make
from tests.factories import presidium as sittings
from tests.journeys.people import PASSWORD

PLACES = ("Барнаул", "Бийск", "Рубцовск", "Заринск", "Барнаул")


def play() -> str:
    """Who signs in and which schools there are, by name."""
    people = sittings.cast(6)
    schools = [Seat.objects.get(person=user.person_id).organisation for user in people.seats]
    for place, school in enumerate(schools):
        members.membership(school, people.secretary)
        if place in (1, 2, 3):
            make.certify(school, people.secretary)
    candidates = [make.candidate(people.secretary, district=place) for place in PLACES]
    head = ground.director(candidates[0])
    for user in (people.secretary, people.chair, head):
        row = User.objects.get(pk=user.pk)
        row.set_password(PASSWORD)
        row.save(update_fields=["password"])
    assert certified_on(clock.today()).count() == 3
    return json.dumps({
        "secretary": people.secretary.email, "chair": people.chair.email, "head": head.email,
        "mentors": [one.pk for one in schools[1:4]], "others": [one.pk for one in schools[4:]],
        "candidates": [one.pk for one in candidates],
    })  # fmt: skip
