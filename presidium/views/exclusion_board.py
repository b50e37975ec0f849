"""What the page of an exclusion case draws: how far it is, the roster by name, the count."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from association import clock
from association.models import RuleSet
from presidium.models import Consent, ExclusionCase
from presidium.queries import roster_on
from presidium.queries_exclusion import Line, weigh
from presidium.rules.votes import STAYS

State = ExclusionCase.State
LOOKS = {
    State.DRAFT: "calm", State.FILED: "need", State.REGISTERED: "run", State.LISTED: "run", State.HEARD: "need",
    State.AGREED: "need", State.CARRIED: "bad", State.WITHDRAWN: "calm", State.DROPPED: "calm", State.LAPSED: "calm",
}  # fmt: skip
PLACES = (
    (State.DRAFT,), (State.FILED,), (State.REGISTERED, State.LISTED), (State.HEARD,), (State.AGREED,), (State.CARRIED,),
)  # fmt: skip


def way(case: ExclusionCase) -> list[dict[str, str]]:
    """The steps of a case from the motion to the order; those of one that ended early are not shown."""
    if case.state in (State.WITHDRAWN, State.DROPPED, State.LAPSED):
        return []
    here = next(place for place, states in enumerate(PLACES) if case.state in states)
    here = len(PLACES) if case.membership.ends_on and case.state == State.CARRIED else here
    labels = [
        (_("Motion signed"), "A-3.14"), (_("Motion registered"), "A-7.2.2"), (_("Considered at a meeting"), "A-4.3a"),
        (_("Consents of two thirds of the Presidium"), "A-3.14"), (_("Put into the draft order"), "A-3.12"),
        (_("Order entered, membership ended"), "A-3.3"),
    ]  # fmt: skip
    return [
        {"label": label, "clause": clause, "state": "done" if place < here else "now" if place == here else "ahead"}
        for place, (label, clause) in enumerate(labels)
    ]


def strip(roster: list[Line]) -> list[dict[str, str]]:
    """The roster as tiles: who consented, and how."""
    return [_tile(line) for line in roster]


def _tile(line: Line) -> dict[str, str]:
    person, consent = line.participant.person, line.consent
    word = _("No consent") if consent is None else _("By vote")
    if consent is not None and consent.kind == Consent.Kind.SHEET:
        word = _("By sheet")
    return {"family": person.surname, "initials": person.initials, "vote": "wait" if consent is None else "for",
            "word": word}  # fmt: skip


def count(case: ExclusionCase, roster: list[Line]) -> dict[str, Any]:
    """How many consents there are and how many are needed; before the meeting from the roster of today (A-3.14)."""
    if case.judged is not None:
        verdict, given = case.judged, case.judged.inputs["consents"]
        whole, rule_set = case.judged.inputs["roster"], case.rule_set
    else:
        rule_set = RuleSet.on_day(clock.today())
        seats = list(roster_on(clock.today()))
        target = next((seat.pk for seat in seats if seat.organisation_id == case.target_id), None)
        whole, given = len(seats), 0
        settings = {"target_seat": rule_set.values.get("target_seat", STAYS), "target_participant": target}
        verdict = weigh(0, whole, settings)
    facts = {"needed": verdict.needed, "whole": whole}
    heading = ngettext("%(needed)s of %(whole)s needed", "%(needed)s of %(whole)s needed", verdict.needed) % facts
    recused = verdict.inputs["target_seat"] != STAYS
    return {
        "verdict": verdict, "given": given, "needed": verdict.needed, "whole": whole, "rule_set": rule_set,
        "heading": heading, "recused": recused, "has_roster": whole > 0,
    }  # fmt: skip
