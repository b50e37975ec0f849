"""What the Presidium keeps in files: signed minutes; what was said goes with them, what was decided stays (A-4.10d)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from association.holdings import Contents, Document, Source, Term, register
from association.models import Bundle, Paper, Signature
from association.queries_retention import facts_in_force
from association.rule_options import value_of
from association.rules.file_kinds import GENERAL_MINUTES, MINUTES
from association.rules.retention import YEARS
from association.statute import Verdict, denial
from membership.models import Certificate
from presidium.models import (
    AgendaItem,
    Assignment,
    Material,
    Meeting,
    Minutes,
    MinutesRemark,
    Opinion,
    Participant,
    Vote,
)
from presidium.rules import kept_until

KEY = "minutes"
TITLES = {False: "Протокол заседания Президиума", True: "Протокол общего собрания"}


def _documents(
    terms: Mapping[str, Term], *, until: date | None = None, keys: Collection[str] | None = None
) -> Iterable[Document]:
    """Signed minutes by the day of their meeting; their term runs by the rules they were held under (A-4.10c)."""
    rows = Minutes.objects.filter(state=Minutes.State.SIGNED).select_related("meeting__rule_set", "paper")
    if keys is not None:
        rows = rows.filter(pk__in=[int(key) for key in keys])
    if until is not None:
        rows = rows.filter(meeting__held_on__lt=until)
    for row in rows.order_by("meeting__held_on", "pk"):
        index = GENERAL_MINUTES if row.meeting.is_general else MINUTES
        if index in terms and (made := _document(row, terms[index], until)):
            yield made


def _document(row: Minutes, term: Term, until: date | None) -> Document | None:
    day = row.meeting.held_on
    mode = value_of(row.meeting.rule_set.values, "retention_mode")
    runs = term.term == YEARS and term.years
    free = kept_until.function(minutes_on=day, years=term.years, retention_mode=mode) if runs else None
    if until is not None and (free is None or free > until):
        return None
    return Document(
        source=KEY, subject_type=Minutes._meta.label_lower, subject_id=str(row.pk), index=term.index,
        title=TITLES[row.meeting.is_general], number=str(row.number or ""), dated_on=day, closed_on=day, free_from=free,
        pieces=row.paper.pages if row.paper and row.paper.pages else 1, url=row.get_absolute_url(),
    )  # fmt: skip


def _blockers(keys: Collection[str], on: date) -> dict[str, list[Verdict]]:
    """Assignments that are still carried out, and facts in force that no extract of their question proves."""
    wanted = [int(key) for key in keys]
    found: dict[str, list[Verdict]] = defaultdict(list)
    running = Assignment.objects.filter(state__in=Assignment.OPEN, item__meeting__minutes__in=wanted)
    counted = running.order_by().values("item__meeting__minutes").annotate(n=Count("pk"))
    for row in counted.values_list("item__meeting__minutes", "n"):
        message = _("Assignments of these minutes that are not done: %(count)s.")
        found[str(row[0])].append(denial("A-3.5", message, count=row[1]))
    items = AgendaItem.objects.filter(meeting__minutes__in=wanted, basis__isnull=False, extract__isnull=True)
    bases = {basis: (str(minutes), number) for basis, minutes, number in
             items.values_list("basis", "meeting__minutes", "number")}  # fmt: skip
    in_force = facts_in_force(list(bases), on)
    for row in Certificate.objects.filter(basis__in=bases, annulled_on=None).order_by("pk"):
        in_force.setdefault(row.basis_id, []).append(f"№ {row.number}")
    for basis, names in sorted(in_force.items()):
        minutes, number = bases[basis]
        message = _(
            "In force by question %(number)s: %(names)s. Make the extract of the question first: it stays in the file "
            "of the member."
        )  # fmt: skip
        shown = "; ".join(names[:3]) + ("; …" if len(names) > 3 else "")
        found[minutes].append(denial("A-4.10d", message, number=number, names=shown))
    return found


def _contents(key: str) -> Contents:
    """Speeches, opinions, remarks, materials and sheets; decisions, votes, extracts and assignments stay."""
    minutes = Minutes.objects.get(pk=int(key))
    meeting = minutes.meeting_id
    subjects: dict[str, list[int]] = {
        Minutes._meta.label_lower: [minutes.pk],
        Meeting._meta.label_lower: [meeting],
        Participant._meta.label_lower: list(Participant.objects.filter(meeting=meeting).values_list("pk", flat=True)),
        Vote._meta.label_lower: list(Vote.objects.filter(item__meeting=meeting).values_list("pk", flat=True)),
    }
    papers = [
        pk for label, keys in subjects.items()
        for pk in Paper.objects.filter(subject_type=label, subject_id__in=[str(one) for one in keys])
        .values_list("pk", flat=True)
    ]  # fmt: skip
    materials = Material.objects.filter(item__meeting=meeting)
    packs = Bundle.objects.filter(subject_type=Meeting._meta.label_lower, subject_id=str(meeting))
    scans = Signature.objects.filter(paper__in=papers, scan__isnull=False)
    files = {
        *materials.values_list("file", flat=True), *packs.exclude(file=None).values_list("file", flat=True),
        *scans.values_list("scan", flat=True),
    }  # fmt: skip
    texts = {
        "presidium.agendaitem": (("heard", "spoke"), _keys(AgendaItem.objects.filter(meeting=meeting))),
        "presidium.opinion": (("text",), _keys(Opinion.objects.filter(item__meeting=meeting))),
        "presidium.minutesremark": (("text", "reply"), _keys(MinutesRemark.objects.filter(minutes=minutes))),
    }
    owners = {
        "presidium.material": _keys(materials), "association.bundle": _keys(packs),
        "association.signature": _keys(scans),
    }  # fmt: skip
    return Contents(papers=papers, files=sorted(files), texts=texts, owners=owners)


def _keys(rows) -> list[int]:
    return list(rows.order_by().values_list("pk", flat=True))


MINUTES_KEPT = register(
    Source(KEY, _("Minutes of meetings"), (MINUTES, GENERAL_MINUTES), _documents, _blockers, _contents)
)
