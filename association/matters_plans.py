"""The annual plan as a matter of meetings, proposals as open matters, and what follows when minutes are signed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import partial

from django.utils.translation import get_language, gettext, gettext_lazy

from association.actions import plans
from association.happenings import on as when
from association.matters import Matter, OpenMatter, open_source, register
from association.models import AnnualPlan, Basis, Proposal, User
from association.queries_plans import MATTER, changes, waiting_plans, when_text
from association.rules import plans as rules

SHOWN = 30
PROPOSED = gettext_lazy("Proposal of a member")


def _heading(plan: AnnualPlan) -> str:
    if plan.amends_id:
        return gettext("On changes of the annual plan for %(year)s") % {"year": plan.year}
    return gettext("On the annual plan for %(year)s") % {"year": plan.year}


def _draft(plan: AnnualPlan) -> str:
    """What the meeting is asked to decide; of an amendment what it changes, of a plan how much it holds."""
    language = (get_language() or "ru")[:2]
    facts = {"year": plan.year, "n": plan.items.count()}
    if plan.amends_id is None:
        text = gettext("Support the annual plan of the Association for %(year)s (activities: %(n)s)") % facts
        further = gettext("and send it to be agreed.")
        return f"{text} {further}"
    said = [gettext("Support the changes of the annual plan for %(year)s and send them to be agreed:") % facts]
    words = {"new": gettext("add"), "changed": gettext("change"), "removed": gettext("leave out")}
    found = changes(plan)[:SHOWN]
    said += [f"{words[one.kind]}: {one.item.called(language)} ({when_text(one.item, language)});" for one in found]
    return "\n".join(said).removesuffix(";").removesuffix(":") + "."


def _listed(*, subject: AnnualPlan, by: User, at: datetime) -> None:
    plans.put_on_agenda(subject, by=by, at=at)


def _carried(*, subject: AnnualPlan, basis: Basis, by: User, at: datetime) -> None:
    plans.note_discussed(subject, basis=basis, by=by, at=at)


def _lost(*, subject: AnnualPlan, basis: Basis, by: User, at: datetime) -> None:
    plans.note_lost(subject, basis=basis, by=by, at=at)


def _dropped(*, subject: AnnualPlan, by: User, at: datetime) -> None:
    plans.drop_from_agenda(subject, by=by, at=at)


PLAN = register(
    Matter(
        MATTER, gettext_lazy("Annual plan"), "A-4.1b", "ordinary", AnnualPlan, waiting_plans, _heading, _draft, _listed,
        _carried, _lost, _dropped,
    )
)  # fmt: skip


@when("minutes.signed")
def _number(*, bases: list[int], by: User, at: datetime, **_facts) -> None:
    """A plan that was agreed before the minutes had their number can be signed from now on (A-4.1b)."""
    for basis in Basis.objects.filter(pk__in=bases):
        plans.take_number(basis, by=by, at=at)


@open_source
def accepted_proposals(on: date) -> Iterable[OpenMatter]:
    """Proposals for an agenda that were accepted wait there until a meeting takes them up (A-5.4.5)."""
    rows = Proposal.objects.filter(kind=Proposal.Kind.AGENDA, state=rules.ACCEPTED)
    for row in rows.select_related("organisation", "made_by__person"):
        yield OpenMatter(
            f"proposal:{row.pk}", PROPOSED, "A-5.4.5", partial(str, row.title), partial(str, row.why or row.title),
            once=True,
        )  # fmt: skip
