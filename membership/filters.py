"""Filters of the register: a plain GET form and the rows it leaves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django import forms
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from association.fmt import clause_number
from association.models import District, Headship, Organisation, OrganisationName
from association.search import fold_query
from membership import rules
from membership.models import Membership
from membership.queries import register_rows

SORTS = {
    "name": "organisation__sort_key",
    "place": "organisation__district__sort_key",
    "since": "starts_on",
    "number": "certificate_number",
}
FIELDS = (
    "pk", "kind", "ground", "starts_on", "organisation_id", "name_then", "organisation__title",
    "organisation__district__name", "certificate_number",
)  # fmt: skip
HEAD = ("head_surname", "head_given", "head_patronymic")


def day_field(label) -> forms.DateField:
    """A day of the address: ISO text in the browser's own calendar."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=False, widget=widget, input_formats=["%Y-%m-%d", "%d.%m.%Y"])


class RegisterFilter(forms.Form):
    """What is looked for in the register; every field may stay empty."""

    q = forms.CharField(label=_("Name, director, tax number"), required=False, max_length=120)
    district = forms.ModelChoiceField(
        label=_("District or city"), queryset=District.objects.none(), required=False, empty_label=_("Any")
    )
    ground = forms.ChoiceField(label=_("Ground"), required=False)
    on = day_field(_("As of"))
    kind = forms.ChoiceField(required=False, choices=[("", ""), *Membership.Kind.choices], widget=forms.HiddenInput)

    def __init__(self, *args, names_heads: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].widget = forms.TextInput(attrs={"type": "search"})
        if not names_heads:
            self.fields["q"].label = _("Name or tax number")
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
        return self.counts.get(self.kind, 0) if self.kind else sum(self.counts.values())


def select(query: Mapping, *, today: date, names_heads: bool) -> Selection:
    """Read the address and find the rows; what is not understood in it is left out."""
    data = query.copy()
    data.setdefault("on", today.isoformat())
    form = RegisterFilter(data, names_heads=names_heads)
    form.full_clean()
    asked = form.cleaned_data
    day = asked.get("on") or today
    wanted = _narrow(asked, day, names_heads=names_heads)
    counts = Membership.objects.on(day).filter(wanted).order_by().values_list("kind").annotate(Count("pk"))
    name = OrganisationName.objects.on(day).filter(organisation=OuterRef("organisation")).values("short")[:1]
    rows = register_rows(day, heads=names_heads).filter(wanted).annotate(name_then=Subquery(name))
    kind = asked.get("kind", "")
    if kind:
        rows = rows.filter(kind=kind)
    rows = rows.order_by(*_order(data.get("sort", "")))
    shown = rows.values(*FIELDS, *(HEAD if names_heads else ()))
    return Selection(form, day, kind, rows.values_list("pk", flat=True), shown, dict(counts))


def _order(sort: str) -> list:
    key = sort.removeprefix("-")
    if key not in SORTS or key == "name":
        return [f"-{SORTS['name']}" if sort == "-name" else SORTS["name"], "pk"]
    column = F(SORTS[key])
    first = column.desc(nulls_last=True) if sort.startswith("-") else column.asc(nulls_last=True)
    return [first, SORTS["name"], "pk"]


def _narrow(asked: Mapping, day: date, *, names_heads: bool) -> Q:
    wanted = Q()
    if asked.get("district"):
        wanted &= Q(organisation__district=asked["district"])
    if asked.get("ground"):
        wanted &= Q(ground=asked["ground"])
    if forms_of := fold_query(asked.get("q") or ""):
        found = Q(pk__in=[])
        for form in forms_of:
            found |= named("organisation__name_search", form)
            if names_heads:
                heads = Headship.objects.on(day).filter(named("person__name_search", form))
                found |= Q(Exists(heads.filter(organisation=OuterRef("organisation"))))
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
