"""Two consents to an exclusion at one moment, where one of them is enough (A-3.14)."""

import pytest

from association import clock
from association.proofs import Password
from association.statute import Refused
from membership.models import OrderLine
from presidium.actions import exclusion_consents
from tests.association.crowd import at_once
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import exclusion as make

pytestmark = pytest.mark.usefixtures("committed")


def consenting(case, user):
    """One consent from rows of its own, as a request gives it; a refusal is given back."""
    proof, sha256 = Password(ground.PASSWORD), case.sheet.sha256

    def act():
        try:
            exclusion_consents.consent(make.fresh(case), proof=proof, sha256=sha256, by=user, at=clock.now())
        except Refused as refused:
            return [verdict.clause for verdict in refused.verdicts]
        return "counted"

    return act


@clause("A-3.14")
def test_of_two_consents_at_the_threshold_one_carries_and_one_is_refused():
    stage = make.scene(8)
    case = make.considered(stage, present=5, votes_for=5)

    answers = at_once(*[consenting(case, user) for user in stage.people.seats[5:7]])

    assert sorted(map(str, answers)) == ["['A-3.14']", "counted"]
    case = make.fresh(case)
    assert (case.state, case.consents.count(), OrderLine.objects.count()) == ("carried", 6, 1)


@clause("A-3.14")
def test_the_same_consent_pressed_in_many_tabs_counts_once():
    stage = make.scene(8)
    case = make.considered(stage, present=5, votes_for=3)
    user = stage.people.seats[6]

    answers = at_once(*[consenting(case, user) for _tab in range(4)])

    assert sorted(map(str, answers)) == ["['A-3.14']"] * 3 + ["counted"]
    assert make.fresh(case).consents.filter(kind="sheet").count() == 1
