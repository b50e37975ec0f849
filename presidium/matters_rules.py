"""The matter by which the Presidium changes the rules that the statute leaves open."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import get_language, gettext, gettext_lazy

from association.fmt import clause_text
from association.matters import Matter, register
from association.models import Basis, User
from presidium.actions import rule_changes
from presidium.models import RuleChange
from presidium.queries_rules import MATTER, lines_of, waiting_changes


def _heading(change: RuleChange) -> str:
    names = "; ".join(str(line.option.name) for line in lines_of(change))
    heading = gettext("On a change of the rules of the Association: %(names)s") % {"names": names}
    return heading if len(heading) <= 400 else gettext("On a change of the rules of the Association")


def _draft(change: RuleChange) -> str:
    said = [gettext("Change the rules that the statute leaves open, from the day of this decision:")]
    for number, line in enumerate(lines_of(change), start=1):
        facts = {
            "number": number, "name": line.option.name, "after": line.after, "before": line.before,
            "clause": clause_text(line.option.clause, (get_language() or "ru").split("-")[0]),
        }  # fmt: skip
        said.append(gettext("%(number)s) %(name)s (%(clause)s): %(after)s, instead of: %(before)s") % facts)
    return "\n".join(said)


def _listed(*, subject: RuleChange, by: User, at: datetime) -> None:
    rule_changes.put_on_agenda(subject, by=by, at=at)


def _carried(*, subject: RuleChange, basis: Basis, by: User, at: datetime) -> None:
    rule_changes.adopt(subject, basis=basis, by=by, at=at)


def _lost(*, subject: RuleChange, basis: Basis, by: User, at: datetime) -> None:
    rule_changes.reject(subject, basis=basis, by=by, at=at)


def _dropped(*, subject: RuleChange, by: User, at: datetime) -> None:
    rule_changes.drop_from_agenda(subject, by=by, at=at)


RULES = register(
    Matter(
        MATTER, gettext_lazy("Change of the rules"), "A-3.10", "ordinary", RuleChange, waiting_changes, _heading,
        _draft, _listed, _carried, _lost, _dropped,
    )
)  # fmt: skip
