"""Verbs of the applicant and of the secretary on an application."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access, offices, outbox, register
from association.actions import papers
from association.journal import record
from association.models import Association, Organisation, Paper, RegisterEntry, RuleSet, StoredFile, User
from association.statute import Refused, Verdict, denial
from association.workflow import advance
from membership import notices, rules
from membership.models import Application, ApplicationPaper
from membership.papers import D01, application_facts, is_told

FILE_INDEX = "01-13"


@transaction.atomic
def begin(organisation: Organisation, *, by: User, at: datetime) -> Application:
    """Open the draft of an application; an organisation has one open application at most."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    access.require(by, "edit_application", organisation, at=at)
    settled = [Application.State.REFUSED, Application.State.ENTERED]
    existing = organisation.applications.exclude(state__in=settled).first()
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
    current = application.organisation.memberships.on(day).filter(kind="candidate").exists()
    verdict = rules.may_use_ground.judge(ground=ground, is_candidate=current)
    if not verdict:
        raise Refused(verdict)
    fill(application, by=by, at=at, ground=ground, ground_note=note, kind=kind)


@transaction.atomic
def attach(
    application: Application, *, kind: str, file: StoredFile | None, by: User, at: datetime, **fields: Any
) -> ApplicationPaper:
    """Attach a paper, or put a new one in its place; without a file the one attached before stays."""
    locked = _open_draft(application, by, at)
    earlier = locked.papers.filter(kind=kind).first()
    kept = file or (earlier.file if earlier else None)
    if kept is None:
        raise LookupError("a paper needs its file")
    row, _created = ApplicationPaper.objects.update_or_create(
        application=locked,
        kind=kind,
        defaults={"file": kept, "added_at": at, "added_by": by, "checked_at": None, "checked_by": None, **fields},
    )
    Application.objects.filter(pk=locked.pk).update(saved_at=at)
    record("application.attach", locked, by=by, at=at, kind=kind, sha256=kept.sha256)
    return row


@transaction.atomic
def draw_paper(application: Application, *, on: date, by: User, at: datetime, language: str = "ru") -> Paper:
    """Draw the application form of Appendix A from the answers, to be signed."""
    locked = _open_draft(application, by, at)
    chair = offices.holder("chair", on)
    facts = application_facts(locked, chair=chair, on=on, language="ru")
    paper = papers.draw(
        D01, locked, facts=facts, by=by, at=at, draft=False, dated_on=on, organisation=locked.organisation
    )
    Application.objects.filter(pk=locked.pk).update(paper=paper)
    application.paper = paper
    if language == "ky":
        facts = application_facts(locked, chair=chair, on=on, language="ky")
        papers.draw(D01, locked, facts=facts, by=by, at=at, language="ky", organisation=locked.organisation)
    return paper


def _ground_verdicts(application: Application, on: date) -> list[Verdict]:
    """Judge what is read off the papers: the certificate is valid on the day, the conclusion is positive."""
    papers = {row.kind: row for row in application.papers.all()}
    verdicts = []
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
    if conclusion := papers.get("expert_conclusion"):
        verdicts.append(rules.has_positive_conclusion.judge(ground=application.ground, result=conclusion.result))
    return verdicts


def _completeness(application: Application, on: date) -> None:
    """Raise Refused with every clause that is not met yet (A-3.1, A-3.2, A-A.6 to A-A.9)."""
    values = RuleSet.on_day(on).values
    association = Association.current()
    has_chair = offices.holder("chair", on) is not None
    verdicts = [
        rules.may_use_ground.judge(
            ground=application.ground,
            is_candidate=application.organisation.memberships.on(on).filter(kind="candidate").exists(),
        )
    ]
    if verdicts[0]:
        verdicts.append(
            rules.has_all_papers.judge(
                ground=application.ground,
                papers=[row.kind for row in application.papers.all()],
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
    if signed and not is_told(application.paper, application_facts(application, chair=None, on=on, language="ru")):
        verdicts.append(denial("A-A.9", _("The answers have changed since this form was made")))
    if failed := [verdict for verdict in verdicts if not verdict]:
        raise Refused(*failed)


@transaction.atomic
def sign(application: Application, *, password: str, sha256: str, by: User, at: datetime) -> None:
    """Sign the application form shown, with a fresh password (A-A.9)."""
    locked = _open_draft(application, by, at)
    access.require(by, "submit_application", locked, at=at)
    if locked.paper is None:
        raise Refused(denial("A-A.9", _("Make the application form first.")))
    head = locked.organisation.headships.open().first()
    papers.sign(
        locked.paper, capacity="head", post=head.post if head else "", password=password, sha256=sha256, by=by, at=at
    )


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
    Application.objects.filter(pk=application.pk).update(submitted_at=at, return_remark="")
    outbox.send(
        notices.APPLICATION_SUBMITTED, application, to=access.holders("register_documents"), at=at,
        organisation=application.organisation,
    )  # fmt: skip


@transaction.atomic
def enter_in_register(application: Application, *, on: date, by: User, at: datetime) -> RegisterEntry:
    """Register the application in the incoming journal on the day it came (A-7.2.2, A-A.9)."""
    advance(application, "register", by=by, at=at)
    head = application.organisation.head_on(on)
    kept = application.entry if application.entry and application.entry.voided_at is None else None
    entry = kept or register.enter(
        RegisterEntry.Series.INCOMING, application, index=FILE_INDEX, on=on, at=at, by=by,
        correspondent=application.organisation.title, heading=str(D01.name), organisation=application.organisation,
        sheets=1 + application.papers.count(),
    )  # fmt: skip
    Application.objects.filter(pk=application.pk).update(entry=entry)
    record("application.number", application, by=by, at=at, entry=str(entry), head=head.person.pk if head else None)
    outbox.send(
        notices.APPLICATION_REGISTERED, application, to=access.account_holders(application.organisation), at=at,
        entry=entry,
    )  # fmt: skip
    return entry


@transaction.atomic
def check_paper(row: ApplicationPaper, *, by: User, at: datetime) -> None:
    """Note that a paper was checked and found in order."""
    access.require(by, "check_applications", at=at)
    ApplicationPaper.objects.filter(pk=row.pk).update(checked_at=at, checked_by=by)
    record("application.check_paper", row.application, by=by, at=at, kind=row.kind)


@transaction.atomic
def send_back(application: Application, *, remark: str, by: User, at: datetime) -> None:
    """Return the application for completion, with a remark; the incoming number stays used."""
    advance(application, "return", by=by, at=at, remark=remark)
    Application.objects.filter(pk=application.pk).update(return_remark=remark, paper=None)
    outbox.send(
        notices.APPLICATION_RETURNED, application, to=access.account_holders(application.organisation), at=at,
        remark=remark,
    )  # fmt: skip
