"""What the matrix of routes needs of elections: a general meeting, an election with a name, a deputy, their forms."""

from association import clock
from presidium.actions import elections
from presidium.models import Office
from tests.factories import association as ground
from tests.factories import elections as made
from tests.factories import membership as members
from tests.factories import presidium as sittings
from tests.policy_forms import scan


def named(people: sittings.Cast) -> dict[str, object]:
    """A general meeting in preparation, one that was called, and the election of the deputy with one name."""
    facts = {"by": people.secretary, "at": clock.now()}
    school = members.member(people.secretary, head=ground.person("Общесобраниев"))
    on = made.Assembly(people, [school])
    general, called = made.planned(on), made.planned(on, "seats")
    sittings.meetings.approve_agenda(called, by=people.chair, at=clock.now())
    made.arrive(on, called, [school])
    election = elections.begin("deputy", **facts)
    proposed = elections.nominate(election, people.seats[2].person, by=people.chair, at=clock.now())
    seat = people.seats[4].person.seats.get()
    return {
        "general": general.pk, "general_called": called.pk, "election": election.pk, "candidacy": proposed.pk,
        "office": Office.objects.open().get(kind="deputy").pk, "nominee": f"{seat.person_id}-{seat.organisation_id}",
        "came": called.participants.get(organisation=school).pk, "represented": school.pk,
    }  # fmt: skip


def forms(things: dict) -> dict[str, dict]:
    """What a person would send."""
    paper = {"number": "1", "dated_on": clock.today()}
    return {
        "meeting_elections": {"kind": "chair"},
        "election_nominations": {"candidate": things["nominee"]},
        "meeting_representatives": {"organisation": things["represented"], "person": things["guest"], **paper},
        "meeting_presiding": {"participant": things["came"], "votes_for": "1"},
        "release_new": {"reason": "own_wish", "scan": scan(), **paper},
        "acting": {"on": clock.today(), "reason": "отпуск", **paper},
        "acting_end": {"on": clock.today()},
    }
