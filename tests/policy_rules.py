"""What the matrix of routes needs of the rules: a proposed change, a log of presence to complete, their forms."""

from association.rule_options import DEFAULTS
from tests.factories import presidium as sittings
from tests.factories import rules


def changes(people: sittings.Cast) -> dict[str, object]:
    """A proposal no agenda lists, and a meeting in session with somebody absent."""
    session = sittings.opened(people, present=4)
    return {
        "rule_change": rules.proposed(people).pk, "session": session.pk,
        "latecomer": sittings.seat_of(session, people.seats[4]).pk,
    }  # fmt: skip


def forms(things: dict) -> dict[str, dict]:
    """What a person would send."""
    settings = {key: str(value) for key, value in DEFAULTS.items()}
    return {
        "rule_change_new": {**settings, "min_members": "7", "reason": "Нас стало больше."},
        "meeting_late_fact": {
            "participant": things["latecomer"], "arrived": "1", "time": "00:00", "reason": "Не заметили.",
        },
    }  # fmt: skip
