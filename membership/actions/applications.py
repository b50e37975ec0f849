"""Verbs of the applicant and of the secretary on an application."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from association import access, offices, outbox, register
from association.actions import papers
from association.journal import record
from association.models import Association, Organisation, Paper, RegisterEntry, RuleSet, StoredFile, User
from association.statute import Refused, Verdict, denial
from association.workflow import advance
from membership import notices, rules
from membership.actions import remarks
from membership.models import Application, ApplicationPaper, Submission
from membership.papers import D01, D02, application_facts, inventory_facts, is_told, stamped_facts
from membership.queries import may_join

FILE_INDEX = "01-13"


@transaction.atomic
def begin(organisation: Organisation, *, by: User, at: datetime) -> Application:
    """Open the draft of an application; an organisation has one open application at most."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    access.require(by, "edit_application", organisation, at=at)
    existing = organisation.applications.exclude(state__in=Application.SETTLED).first()
    if existing:
        return existing
    application = Application.objects.create(organisation=organisation, begun_at=at, begun_by=by, saved_at=at)
    record("application.begin", application, by=by, at=at)
    return application


def _open_draft(application: Application, by: User, at: datetime) -> Application:
    locked = Application.objects.select_for_update().get(pk=application.pk)
    access.require(by, "edit_application", locked, at=at)
    if not locked.is_draft:
        raise Refused(denial("A-A.9", _("The application was submitted; it can be changed after it is returned.")))
    return locked


@transaction.atomic
def fill(application: Application, *, by: User, at: datetime, **answers: Any) -> None:
    """Save answers into the draft; an incomplete draft can always be saved."""
    locked = _open_draft(application, by, at)
    for name, value in answers.items():
        setattr(locked, name, value)
    locked.saved_at = at
    locked.save(update_fields=[*answers, "saved_at"])
    record("application.fill", locked, by=by, at=at, fields=sorted(answers))


@transaction.atomic
def choose_ground(application: Application, *, ground: str, note: str, by: User, at: datetime) -> None:
    """Choose the ground; it decides the kind of application and the papers asked for (A-A.5)."""
    kind = Application.Kind.CANDIDATE if ground == rules.CANDIDATE else Application.Kind.MEMBER
    day = at.date()
    verdict = may_join(application.organisation, ground=ground, on=day)
    if not verdict:
        raise Refused(verdict)
    fill(application, by=by, at=at, ground=ground, ground_note=note, kind=kind)


@transaction.atomic
def attach(
    application: Application,
    *,
    kind: str,
    file: StoredFile | None,
    replaces: int | None = None,
    by: User,
    at: datetime,
    **fields: Any,
) -> ApplicationPaper:
    """Attach a paper, or put a new one in its place; without a file the one attached before stays.

    Of a kind that may come in several, `replaces` is the paper to be replaced; without it one more is attached.
    """
    locked = _open_draft(application, by, at)
    if kind in rules.SEVERAL:
        earlier = locked.papers.get(kind=kind, pk=replaces) if replaces else None
    else:
        earlier = locked.papers.filter(kind=kind).first()
    kept = file or (earlier.file if earlier else None)
    if kept is None:
        raise LookupError("a paper needs its file")
    values = {"file": kept, "added_at": at, "added_by": by, "checked_at": None, "checked_by": None, **fields}
    made, _created = ApplicationPaper.objects.update_or_create(
        pk=earlier.pk if earlier else None, application=locked, kind=kind, defaults=values
    )
    Application.objects.filter(pk=locked.pk).update(saved_at=at)
    record("application.attach", locked, by=by, at=at, kind=kind, row=made.pk, sha256=kept.sha256)
    return made


@transaction.atomic
def detach(row: ApplicationPaper, *, by: User, at: datetime) -> None:
    """Take a paper out of the draft; rounds handed in before keep it, and its file stays."""
    locked = _open_draft(row.application, by, at)
    locked.papers.filter(pk=row.pk).delete()
    Application.objects.filter(pk=locked.pk).update(saved_at=at)
    record("application.detach", locked, by=by, at=at, kind=row.kind, row=row.pk, sha256=row.file.sha256)


@transaction.atomic
def draw_paper(application: Application, *, on: date, by: User, at: datetime, language: str = "ru") -> Paper:
    """Draw the application form of Appendix A from the answers, to be signed."""
    locked = _open_draft(application, by, at)
    leader = offices.leader(on)
    facts = application_facts(locked, leader=leader, on=on, language="ru")
    paper = papers.draw(
        D01, locked, facts=facts, by=by, at=at, draft=False, dated_on=on, organisation=locked.organisation
    )
    Application.objects.filter(pk=locked.pk).update(paper=paper)
    application.paper = paper
    if language == "ky":
        facts = application_facts(locked, leader=leader, on=on, language="ky")
        papers.draw(D01, locked, facts=facts, by=by, at=at, language="ky", organisation=locked.organisation)
    return paper


def _ground_verdicts(application: Application, on: date) -> list[Verdict]:
    """Judge what is read off the papers: the certificate is valid on the day, the conclusion is positive."""
    papers = {row.kind: row for row in application.package}
    verdicts = [row.verdict for row in application.package if row.kind != "qms_certificate"]
    if certificate := papers.get("qms_certificate"):
        verdicts.append(
            rules.is_certificate_described.judge(
                number=certificate.number,
                body=certificate.issuer,
                issued_on=certificate.dated_on,
                valid_until=certificate.until,
                on=on,
            )
        )
    if (conclusion := papers.get("expert_conclusion")) and conclusion.verdict:
        verdicts.append(rules.has_positive_conclusion.judge(ground=application.ground, result=conclusion.result))
    return verdicts


def _completeness(application: Application, on: date) -> None:
    """Raise Refused with every clause that is not met yet (A-3.1, A-3.2, A-A.6 to A-A.9)."""
    values = RuleSet.on_day(on).values
    association = Association.current()
    has_chair = offices.leader(on).person is not None
    verdicts = [may_join(application.organisation, ground=application.ground, on=on)]
    if verdicts[0]:
        verdicts.append(
            rules.has_all_papers.judge(
                ground=application.ground,
                papers=[row.kind for row in application.package],
                trained_needed=values.get("trained_specialists", 1),
            )
        )
        verdicts.append(rules.may_apply.judge(ground=application.ground, has_chair=has_chair))
        verdicts.append(
            rules.is_recommendation_sound.judge(
                ground=application.ground, name=application.recommended_name, post=application.recommended_post
            )
        )
        verdicts.extend(_ground_verdicts(application, on))
    verdicts.append(
        rules.has_acknowledged.judge(
            acknowledged=bool(application.acquainted_version),
            version_read=application.acquainted_version,
            version_in_force=association.statute_version,
        )
    )
    signed = application.paper.signatures.first() if application.paper else None
    verdicts.append(rules.is_signed.judge(signed_on=signed.signed_at.date() if signed else None))
    facts = application_facts(application, leader=offices.Leader(), on=on, language="ru")
    if signed and not is_told(application.paper, facts):
        verdicts.append(denial("A-A.9", _("The answers have changed since this form was made")))
    if failed := [verdict for verdict in verdicts if not verdict]:
        raise Refused(*failed)


@transaction.atomic
def sign(application: Application, *, proof: papers.Proof, sha256: str, by: User, at: datetime) -> None:
    """Sign the application form shown, with a fresh password or a passkey (A-A.9)."""
    locked = _open_draft(application, by, at)
    access.require(by, "submit_application", locked, at=at)
    if locked.paper is None:
        raise Refused(denial("A-A.9", _("Make the application form first.")))
    head = locked.organisation.headships.open().first()
    papers.sign(locked.paper, capacity="head", post=head.post if head else "", proof=proof, sha256=sha256, by=by, at=at)


@transaction.atomic
def file_scan(application: Application, *, scan: StoredFile, by: User, at: datetime) -> None:
    """Keep the scan of the application form signed by hand (A-A.9)."""
    locked = _open_draft(application, by, at)
    access.require(by, "submit_application", locked, at=at)
    if locked.paper is None:
        raise Refused(denial("A-A.9", _("Make the application form first.")))
    head = locked.organisation.headships.open().select_related("person").first()
    papers.file_scan(
        locked.paper, capacity="head", post=head.post if head else "",
        name=head.person.initials_first if head else "", scan=scan, by=by, at=at,
    )  # fmt: skip


@transaction.atomic
def submit(application: Application, *, on: date, by: User, at: datetime) -> None:
    """Hand the application in (A-3.13); refused with every missing thing and its clause."""
    advance(application, "submit", by=by, at=at, checks=[lambda locked: _completeness(locked, on)])
    Application.objects.filter(pk=application.pk).update(
        submitted_at=at, proposal=Application.Proposal.ADMIT, proposal_reasons=""
    )
    remarks.close_round(Application.objects.get(pk=application.pk), on=on, by=by, at=at)
    outbox.send(
        notices.APPLICATION_SUBMITTED, application, to=access.holders("register_documents"), at=at,
        organisation=application.organisation,
    )  # fmt: skip


@transaction.atomic
def enter_in_register(application: Application, *, on: date, by: User, at: datetime) -> RegisterEntry:
    """Register the application in the incoming journal on the day it came (A-7.2.2, A-A.9).

    A further round keeps the number; its day is written down with the round and in the history of the entry.
    """
    advance(application, "register", by=by, at=at)
    row = Application.objects.select_related("organisation", "entry", "paper").get(pk=application.pk)
    kept = row.entry if row.entry and row.entry.voided_at is None else None
    entry = kept or register.enter(
        RegisterEntry.Series.INCOMING, row, index=FILE_INDEX, on=on, at=at, by=by,
        correspondent=row.organisation.title, heading=str(D01.name), organisation=row.organisation,
        sheets=1 + len(row.package), kind=RegisterEntry.Kind.APPLICATION,
    )  # fmt: skip
    Application.objects.filter(pk=row.pk).update(entry=entry)
    head = row.organisation.head_on(on)
    record("application.number", row, by=by, at=at, entry=str(entry), head=head.person.pk if head else None)
    last = row.last_submission
    if last:
        Submission.objects.filter(pk=last.pk).update(registered_at=at, registered_on=on)
        if kept:
            record("register.further", entry, by=by, at=at, round=last.number, on=on, papers=len(row.package))
    _draw_marks(row, entry, by=by, at=at)
    outbox.send(notices.APPLICATION_REGISTERED, row, to=access.account_holders(row.organisation), at=at, entry=entry)
    return entry


def _draw_marks(row: Application, entry: RegisterEntry, *, by: User, at: datetime) -> None:
    """Draw what registration adds: the list of papers (D02) and the copy of the form with the mark of receipt."""
    shared = {"by": by, "at": at, "draft": False, "number": str(entry), "dated_on": entry.registered_on,
              "organisation": row.organisation}  # fmt: skip
    post = "Секретарь Ассоциации" if "secretary" in access.roles_of(by, at) else "Документы принял"
    facts = inventory_facts(row, entry=entry, post=post, by=by.person) if row.ground else None
    inventory = papers.draw(D02, row, facts=facts, **shared) if facts else None
    stamped = None
    if row.paper:
        facts = stamped_facts(row.paper, entry, row.paper.signatures.first())
        with translation.override("ru"):
            title = gettext("Application with the mark of receipt")
        stamped = papers.draw(D01, row, facts=facts, title=title, **shared)
    Application.objects.filter(pk=row.pk).update(inventory=inventory, stamped=stamped)


@transaction.atomic
def check_paper(row: ApplicationPaper, *, by: User, at: datetime) -> None:
    """Note that a paper was checked and found in order."""
    access.require(by, "check_applications", at=at)
    ApplicationPaper.objects.filter(pk=row.pk).update(checked_at=at, checked_by=by)
    record("application.check_paper", row.application, by=by, at=at, kind=row.kind)
