"""Filters of the register: a plain GET form and the rows it leaves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django import forms
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.fmt import clause_number
from association.models import District, Headship, Organisation, OrganisationName
from association.search import fold_query
from membership import rules
from membership.models import Membership, MembershipGround
from membership.queries import left_by, register_rows
from membership.queries_experts import grounds_on

LEFT = "left"
SORTS = {
    "name": "organisation__sort_key",
    "place": "organisation__district__sort_key",
    "since": "starts_on",
    "until": "ends_on",
    "number": "certificate_number",
}
FIELDS = (
    "pk", "kind", "ground_then", "starts_on", "ends_on", "end_reason", "organisation_id", "name_then",
    "organisation__title", "organisation__district__name", "certificate_number",
)  # fmt: skip
HEAD = ("head_surname", "head_given", "head_patronymic")
BASIS = ("basis__kind", "basis__number", "basis__dated_on")


def day_field(label) -> forms.DateField:
    """A day of the address: ISO text in the browser's own calendar."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=False, widget=widget, input_formats=["%Y-%m-%d", "%d.%m.%Y"])


class RegisterFilter(forms.Form):
    """What is looked for in the register; every field may stay empty."""

    q = forms.CharField(label=_("Name, director, tax number"), required=False, max_length=120)
    type = forms.ChoiceField(
        label=pgettext_lazy("of organisation", "Type"), required=False,
        choices=[("", _("Any")), *Organisation.Type.choices],
    )  # fmt: skip
    sector = forms.ChoiceField(
        label=_("Sector"), required=False, choices=[("", _("Any")), *Organisation.Sector.choices]
    )
    district = forms.ModelChoiceField(
        label=_("District or city"), queryset=District.objects.none(), required=False, empty_label=_("Any")
    )
    ground = forms.ChoiceField(label=_("Ground"), required=False)
    on = day_field(_("As of"))
    kind = forms.ChoiceField(
        required=False, choices=[("", ""), *Membership.Kind.choices, (LEFT, "")], widget=forms.HiddenInput
    )

    def __init__(self, *args, is_work: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].widget = forms.TextInput(attrs={"type": "search"})
        if not is_work:
            self.fields["q"].label = _("Name or tax number")
            for name in ("type", "sector"):
                del self.fields[name]
        settled = Organisation.objects.filter(district=OuterRef("pk"))
        self.fields["district"].queryset = District.objects.filter(Exists(settled))
        self.fields["ground"].choices = [
            ("", _("Any")), *((key, clause_number(clause)) for key, clause in rules.GROUNDS.items())
        ]  # fmt: skip


@dataclass(frozen=True)
class Selection:
    """Rows of the register that a filter leaves as of a day, and their count by kind before the kind is chosen."""

    form: RegisterFilter
    day: date
    kind: str
    keys: QuerySet[Membership, int]
    rows: QuerySet[Membership, dict]
    counts: dict[str, int]

    def rows_of(self, keys: Iterable[int]) -> list[dict]:
        """The rows of one page in its order; what a row shows is looked up for these rows alone."""
        keys = list(keys)
        found = {row["pk"]: row for row in self.rows.filter(pk__in=keys).order_by()}
        return [found[key] for key in keys]

    @property
    def total(self) -> int:
        """How many rows the chosen kind has."""
        return self.counts.get(self.kind, 0) if self.kind else self.present

    @property
    def present(self) -> int:
        """How many members and candidates there are on the day."""
        return sum(count for kind, count in self.counts.items() if kind != LEFT)

    @property
    def is_of_left(self) -> bool:
        """Whether the rows are of those who have left."""
        return self.kind == LEFT

    @property
    def asked(self) -> list[tuple[str, str]]:
        """What was chosen in words, label and value, for the sheet that is printed."""
        found = []
        for name in ("q", "type", "sector", "district", "ground"):
            if name in self.form.fields and (value := self.form.cleaned_data.get(name)):
                choices = dict(getattr(self.form.fields[name], "choices", ())) if name != "district" else {}
                found.append((str(self.form.fields[name].label), str(choices.get(value, value))))
        return found


def select(query: Mapping, *, today: date, is_work: bool) -> Selection:
    """Read the address and find the rows; what is not understood in it is left out.

    The register for work looks for heads too, narrows by type and sector and knows who has left.
    """
    data = query.copy()
    data.setdefault("on", today.isoformat())
    form = RegisterFilter(data, is_work=is_work)
    form.full_clean()
    asked = form.cleaned_data
    day = asked.get("on") or today
    wanted = _narrow(asked, day, heads=is_work)
    counts = dict(Membership.objects.on(day).filter(wanted).order_by().values_list("kind").annotate(Count("pk")))
    kind = asked.get("kind", "")
    if is_work:
        counts[LEFT] = left_by(day).filter(wanted).count()
    elif kind == LEFT:
        kind = ""
    name = OrganisationName.objects.on(day).filter(organisation=OuterRef("organisation")).values("short")[:1]
    rows = (
        register_rows(day, heads=is_work, left=kind == LEFT)
        .filter(wanted)
        .annotate(name_then=Subquery(name), ground_then=grounds_on(day))
    )
    if kind and kind != LEFT:
        rows = rows.filter(kind=kind)
    rows = rows.order_by(*_order(data.get("sort", "")))
    shown = rows.values(*FIELDS, *((*HEAD, *BASIS) if is_work else ()))
    return Selection(form, day, kind, rows.values_list("pk", flat=True), shown, counts)


def _order(sort: str) -> list:
    key = sort.removeprefix("-")
    if key not in SORTS or key == "name":
        return [f"-{SORTS['name']}" if sort == "-name" else SORTS["name"], "pk"]
    column = F(SORTS[key])
    first = column.desc(nulls_last=True) if sort.startswith("-") else column.asc(nulls_last=True)
    return [first, SORTS["name"], "pk"]


def _narrow(asked: Mapping, day: date, *, heads: bool) -> Q:
    wanted = Q()
    if asked.get("ground"):
        later = MembershipGround.objects.on(day).filter(membership=OuterRef("pk"))
        joined = Q(ground=asked["ground"]) & ~Q(Exists(later))
        wanted &= joined | Q(Exists(later.filter(ground=asked["ground"])))
    for name in ("district", "type", "sector"):
        if asked.get(name):
            wanted &= Q(**{f"organisation__{name}": asked[name]})
    if forms_of := fold_query(asked.get("q") or ""):
        found = Q(pk__in=[])
        for form in forms_of:
            found |= named("organisation__name_search", form)
            if heads:
                people = Headship.objects.on(day).filter(named("person__name_search", form))
                found |= Q(Exists(people.filter(organisation=OuterRef("organisation"))))
        wanted &= found
    elif asked.get("q"):
        wanted &= Q(pk__in=[])
    return wanted


def named(column: str, folded: str) -> Q:
    """Ask a folded column for every word of a folded query, in any order."""
    wanted = Q()
    for word in folded.split():
        wanted &= Q(**{f"{column}__contains": word})
    return wanted
