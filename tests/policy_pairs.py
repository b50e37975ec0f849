"""What the matrix of routes needs of the register of pairs: a list to release, ends asked for and in doubt."""

from association import clock
from membership.actions import qms
from mentoring.actions import pair_ends
from tests.factories import mentoring as made
from tests.factories import presidium as sittings
from tests.factories.moments import days


def registered(people: sittings.Cast) -> dict[str, object]:
    """A pair whose list waits for release, one whose end is proposed, one ended by a mistaken certificate."""
    facts = {"at": clock.now()}
    first, second, third = (made.approved_pair(people.secretary, on=days(-9)) for _one in range(3))
    ending = pair_ends.ask_to_end(second, reason="Спор.", by=people.chair, **facts)
    record = made.certify(third.candidate, people.secretary, issued_on=days(-2))
    qms.void(record, reason="Не тот", by=people.secretary, **facts)
    return {
        "paired_by": first.pk, "pair_list_signed": first.pair_list_id, "pair_ending_asked": ending.pk,
        "pair_in_doubt": third.pk,
    }  # fmt: skip


def forms(things: dict) -> dict[str, dict]:
    """What a person would send."""
    return {"pair_ending": {"reason": "Стороны не нашли времени."}}
