"""Filter of the list of applications: a plain GET form and the rows it leaves, as of a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django import forms
from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.fmt import clause_number
from association.models import District, Organisation
from association.search import fold_query
from membership import rules
from membership.filters import day_field, named
from membership.models import Application, Membership, Order, OrderLine, Submission

State = Application.State
RETURNED = "returned"
SORTS = {
    "name": "organisation__sort_key",
    "number": "entry__number",
    "submitted": "came_at",
    "round": "rounds",
    "place": "organisation__district__sort_key",
}
WAITING = (State.SUBMITTED, State.REGISTERED, State.LISTED)
# what a tab shows -> the states in it; "again" leaves out what came for the first time
TABS = {
    "waiting": WAITING,
    "again": WAITING,
    "returned": (RETURNED,),
    "settled": (State.GRANTED, State.ENTERED, State.REFUSED, State.LAPSED),
}
STATES = [*State.choices, (RETURNED, pgettext_lazy("application", "returned"))]


class ApplicationFilter(forms.Form):
    """What is looked for among the applications; every field may stay empty."""

    q = forms.CharField(label=_("Name, INN, number"), required=False, max_length=120)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("Any")), *STATES])
    ground = forms.ChoiceField(label=_("Ground"), required=False)
    round = forms.IntegerField(required=False, min_value=1, max_value=99, widget=forms.HiddenInput)
    district = forms.ModelChoiceField(
        label=_("District or city"), queryset=District.objects.none(), required=False, empty_label=_("Any")
    )
    on = day_field(_("As of"))
    tab = forms.ChoiceField(required=False, choices=[("", ""), *((key, key) for key in TABS)], widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].widget = forms.TextInput(attrs={"type": "search"})
        asked = Organisation.objects.filter(district=OuterRef("pk"), applications__isnull=False)
        self.fields["district"].queryset = District.objects.filter(Exists(asked))
        grounds = [(key, clause_number(clause)) for key, clause in rules.GROUNDS.items()]
        self.fields["ground"].choices = [("", _("Any")), ("member", _("3.1, any")), *grounds]


@dataclass(frozen=True)
class ApplicationList:
    """Rows that a filter leaves as of a day, and their count by state before a tab is chosen."""

    form: ApplicationFilter
    day: date
    tab: str
    rows: QuerySet[Application]
    counts: dict[tuple[str, bool], int]

    def count(self, tab: str) -> int:
        """How many rows a tab has."""
        wanted = [number for (state, again), number in self.counts.items()
                  if not tab or (state in TABS[tab] and (again or tab != "again"))]  # fmt: skip
        return sum(wanted)


def choose(rows: QuerySet[Application], query: Mapping, *, today: date) -> ApplicationList:
    """Read the address and find the rows; what is not understood in it is left out."""
    data = query.copy()
    data.setdefault("on", today.isoformat())
    form = ApplicationFilter(data)
    form.full_clean()
    asked = form.cleaned_data
    day = asked.get("on") or today
    found = as_of(rows, day, today).filter(_narrow(asked))
    if asked.get("round"):
        found = found.filter(rounds=asked["round"])
    if asked.get("state"):
        found = found.filter(state_then=asked["state"])
    grouped = found.order_by().values_list("state_then", "again").annotate(Count("pk"))
    counts = {(state, bool(again)): number for state, again, number in grouped}
    tab = asked.get("tab", "")
    if tab:
        found = found.filter(state_then__in=TABS[tab], **({"again": True} if tab == "again" else {}))
    return ApplicationList(form, day, tab, found.order_by(*_order(data.get("sort", ""))), counts)


def as_of(rows: QuerySet[Application], day: date, today: date) -> QuerySet[Application]:
    """Applications handed in by a day, each with its rounds, its last submission and its state on that day.

    Whether an application stood on an agenda is known of today alone: of an earlier day it was registered.
    """
    end = timezone.make_aware(datetime.combine(min(day, today) + timedelta(days=1), time()))
    came = Submission.objects.filter(application=OuterRef("pk"), submitted_at__lt=end).order_by("-number")
    rounds = came.order_by().values("application").annotate(n=Count("pk")).values("n")
    rows = rows.annotate(
        came_at=Coalesce(Subquery(came.values("submitted_at")[:1]), F("submitted_at")),
        rounds=Coalesce(Subquery(rounds), Value(1)),
        returned_then=Subquery(came.values("returned_at")[:1]),
        registered_then=Coalesce(Subquery(came.values("registered_on")[:1]), F("entry__registered_on")),
    )
    again = Case(When(rounds__gt=1, then=Value(True)), default=Value(False), output_field=BooleanField())
    rows = rows.annotate(again=again)
    if day >= today:
        returned = Q(state=State.DRAFT, returned_then__isnull=False)
        then = Case(When(returned, then=Value(RETURNED)), default=F("state"), output_field=CharField())
        return rows.annotate(state_then=then)
    decided = Q(basis__dated_on__lte=day)
    then = Case(
        When(decided & Q(state=State.REFUSED), then=Value(State.REFUSED.value)),
        When(state=State.LAPSED, lapsed_on__lte=day, then=Value(State.LAPSED.value)),
        When(Q(state=State.ENTERED) & Exists(_ordered(day)), then=Value(State.ENTERED.value)),
        When(decided & Q(state=State.ENTERED) & Exists(_begun(day)), then=Value(State.ENTERED.value)),
        When(decided & Q(state__in=[State.GRANTED, State.ENTERED, State.LAPSED]), then=Value(State.GRANTED.value)),
        When(returned_then__lt=end, then=Value(RETURNED)),
        When(registered_then__lte=day, then=Value(State.REGISTERED.value)),
        default=Value(State.SUBMITTED.value),
        output_field=CharField(),
    )
    return rows.filter(came_at__lt=end).annotate(state_then=then)


def _ordered(day: date) -> QuerySet:
    """The line of an order of the authority that had included the applicant by a day; it needs no decision before."""
    return OrderLine.objects.filter(
        application=OuterRef("pk"), stands=True, order__state=Order.State.ENTERED, order__dated_on__lte=day
    )


def _begun(day: date) -> QuerySet:
    """The membership that an application led to, begun by a day."""
    return Membership.objects.filter(
        organisation=OuterRef("organisation"), kind=OuterRef("kind"), starts_on__lte=day,
        starts_on__gte=OuterRef("basis__dated_on"),
    )  # fmt: skip


def _narrow(asked: Mapping) -> Q:
    wanted = Q()
    if ground := asked.get("ground"):
        wanted &= Q(kind=ground) if ground == "member" else Q(ground=ground)
    if asked.get("district"):
        wanted &= Q(organisation__district=asked["district"])
    words = asked.get("q") or ""
    if folded := fold_query(words):
        found = Q(pk__in=[])
        for form in folded:
            found |= named("organisation__name_search", form)
        tail = words.strip().rpartition("/")[2]
        if tail.isdecimal() and len(tail) < 8:
            found |= Q(entry__number=int(tail))
        return wanted & found
    return wanted & Q(pk__in=[]) if words else wanted


def _order(sort: str) -> list:
    key = sort.removeprefix("-")
    if key not in SORTS:
        return [F("came_at").desc(nulls_last=True), "-pk"]
    column = F(SORTS[key])
    first = column.desc(nulls_last=True) if sort.startswith("-") else column.asc(nulls_last=True)
    return [first, "organisation__sort_key", "pk"]
