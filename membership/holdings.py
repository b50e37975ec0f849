"""What membership keeps in files: the papers of each application, while the organisation belongs (A-4.10d, A-3.13)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from association.holdings import Contents, Document, Source, Term, register
from association.models import Paper, Signature
from association.rules.file_kinds import MEMBERS
from association.statute import Verdict, denial
from membership.models import (
    Application,
    ApplicationPaper,
    Conclusion,
    DecisionLetter,
    LetterText,
    Membership,
    Remark,
    RemarkAnswer,
    Submission,
)

KEY = "applications"
TITLE = "Документы заявителя"
SETTLED = (Application.State.ENTERED, Application.State.REFUSED, Application.State.LAPSED)


def _documents(
    terms: Mapping[str, Term], *, until: date | None = None, keys: Collection[str] | None = None
) -> Iterable[Document]:
    """The papers of each application that is settled, closed with the end of the membership it led to."""
    if MEMBERS not in terms:
        return
    rows = Application.objects.filter(state__in=SETTLED).select_related("organisation", "entry", "basis")
    if keys is not None:
        rows = rows.filter(pk__in=[int(key) for key in keys])
    if until is not None:
        rows = rows.exclude(organisation__memberships__ends_on=None, organisation__memberships__isnull=False)
    rows = rows.annotate(
        left_on=Max("organisation__memberships__ends_on"),
        still=Max("organisation__memberships__pk", filter=Q(organisation__memberships__ends_on=None)),
    )
    for row in rows.order_by("pk"):
        made = _document(row, terms[MEMBERS])
        if until is None or (made.free_from is not None and made.free_from <= until):
            yield made


def _document(row: Application, term: Term) -> Document:
    began = row.entry.registered_on if row.entry else row.begun_at.date()
    ends = [began, row.lapsed_on, row.basis.dated_on if row.basis else None, row.left_on]
    closed = None if row.still else max(day for day in ends if day)
    return Document(
        source=KEY, subject_type=Application._meta.label_lower, subject_id=str(row.pk), index=MEMBERS,
        title=f"{TITLE}: {row.organisation.title}"[:300], dated_on=began, closed_on=closed,
        free_from=term.free_from(closed), number=str(row.entry) if row.entry else "", url=row.get_absolute_url(),
    )  # fmt: skip


def _blockers(keys: Collection[str], on: date) -> dict[str, list[Verdict]]:
    """A membership in force, or an application of the same organisation that is still considered."""
    found: dict[str, list[Verdict]] = defaultdict(list)
    rows = Application.objects.filter(pk__in=[int(key) for key in keys]).values_list("pk", "organisation")
    organisations = {organisation for _pk, organisation in rows}
    members = set(Membership.objects.on(on).filter(organisation__in=organisations)
                  .values_list("organisation", flat=True))  # fmt: skip
    anew = set(Application.objects.filter(organisation__in=organisations).exclude(state__in=SETTLED)
               .values_list("organisation", flat=True))  # fmt: skip
    for pk, organisation in rows:
        if organisation in members:
            found[str(pk)].append(denial("A-3.3", _("The membership of the organisation is in force.")))
        if organisation in anew:
            found[str(pk)].append(denial("A-3.13b", _("The organisation has applied anew.")))
    return found


def _contents(key: str) -> Contents:
    """Papers, files and free texts of one application; who belonged from when to when, and by what, stays."""
    pk = int(key)
    letters = _keys(DecisionLetter.objects.filter(application=pk))
    conclusions = _keys(Conclusion.objects.filter(application=pk))
    subjects = {"membership.application": [pk], "membership.decisionletter": letters,
                "membership.conclusion": conclusions}  # fmt: skip
    papers = [
        one for label, keys in subjects.items()
        for one in _keys(Paper.objects.filter(subject_type=label, subject_id__in=[str(row) for row in keys]))
    ]  # fmt: skip
    attached = ApplicationPaper.objects.filter(application=pk)
    scans = Signature.objects.filter(paper__in=papers, scan__isnull=False)
    answers = RemarkAnswer.objects.filter(remark__application=pk)
    words = ("reasons", "next_step", "contact_name", "contact_phone", "contact_email")
    texts = {
        "membership.application": (
            ("ground_note", "recommended_name", "recommended_post", "proposal_reasons", "lapse_note"), [pk],
        ),
        "membership.applicationpaper": (("person_name",), _keys(attached)),
        "membership.conclusion": (("remarks", "reason"), conclusions),
        "membership.lettertext": (words, _keys(LetterText.objects.filter(letter__in=letters))),
        "membership.remark": (("text",), _keys(Remark.objects.filter(application=pk))),
        "membership.remarkanswer": (("text",), _keys(answers)),
        "membership.submission": (("snapshot",), _keys(Submission.objects.filter(application=pk))),
    }  # fmt: skip
    files = {*attached.values_list("file", flat=True), *scans.values_list("scan", flat=True)}
    owners = {"membership.applicationpaper": _keys(attached), "association.signature": _keys(scans)}
    return Contents(papers=papers, files=sorted(files), texts=texts, owners=owners)


def _keys(rows) -> list[int]:
    return list(rows.order_by().values_list("pk", flat=True))


APPLICATIONS_KEPT = register(Source(KEY, _("Files of members and candidates"), (MEMBERS,), _documents, _blockers,
                                    _contents))  # fmt: skip
