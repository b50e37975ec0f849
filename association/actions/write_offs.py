"""Verbs on acts of write-off: drawn up by a commission, signed, approved by the chair (A-4.10d, D24)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from association import access, outbox, register
from association.actions import papers
from association.holdings import SOURCES
from association.journal import record
from association.models import (
    CommissionMember,
    Paper,
    Person,
    RoleGrant,
    Signature,
    StoredFile,
    User,
    WriteOffAct,
    WriteOffLine,
)
from association.papers.retention import D24, act_facts, approver, commission_post
from association.queries_retention import documents_of, reasons_against
from association.rules import retention as rules
from association.statute import Refused, denial
from association.workflow import advance

SERIES = "write_off"
EXECUTION = "write_off.execute"
ROLE = "commission_chair"
COMMISSION, CHAIR = "commission", "chair"


@transaction.atomic
def begin(keys: Iterable[str], *, on: date, by: User, at: datetime) -> WriteOffAct:
    """Begin an act over documents whose term has ended; one that something forbids refuses the whole (A-4.10d)."""
    access.require(by, "keep_files", at=at)
    chosen = documents_of(keys, on)
    if not chosen:
        raise Refused(denial("A-4.10d", _("Choose the documents of the act.")))
    against = [verdict for due in chosen for verdict in reasons_against(due, on)]
    if taken := [due for due in chosen if due.act]:
        against += [denial("A-4.10d", _("“%(title)s” stands on an act already."), title=taken[0].document.title)]
    if against:
        raise Refused(*against)
    act = WriteOffAct.objects.create(on=on, begun_at=at, begun_by=by)
    for due in chosen:
        row = due.document
        assert row.closed_on is not None
        assert row.free_from is not None
        WriteOffLine.objects.create(
            act=act, kind=due.kind, source=row.source, subject_type=row.subject_type, subject_id=row.subject_id,
            title=row.title, number=row.number, dated_on=row.dated_on, closed_on=row.closed_on,
            free_from=row.free_from, pieces=row.pieces, digests=_digests(row.source, row.subject_id),
        )  # fmt: skip
    record("writeoffact.begin", act, by=by, at=at, documents=[due.document.key for due in chosen])
    return act


def _digests(source: str, key: str) -> list[str]:
    """SHA-256 of everything that goes with a document: its papers and the files brought to it."""
    contents = SOURCES[source].contents(key)
    papers_of = Paper.objects.filter(pk__in=contents.papers, file__isnull=False)
    found = set(papers_of.values_list("file__sha256", flat=True))
    return sorted(found | set(StoredFile.objects.filter(pk__in=contents.files).values_list("sha256", flat=True)))


def _draft(act: WriteOffAct) -> WriteOffAct:
    """Lock an act that may still be changed."""
    locked = WriteOffAct.objects.select_for_update().get(pk=act.pk)
    if locked.state != WriteOffAct.State.DRAFT:
        raise Refused(denial("A-4.10d", _("The act is drawn up and is not changed; take it back first.")))
    return locked


@transaction.atomic
def take_off(act: WriteOffAct, line: WriteOffLine, *, by: User, at: datetime) -> None:
    """Leave a document out of an act that is being drawn up."""
    access.require(by, "keep_files", at=at)
    locked = _draft(act)
    row = locked.lines.get(pk=line.pk)
    advance(row, "leave", by=by, at=at, act=locked.pk)


@transaction.atomic
def appoint(act: WriteOffAct, people: Sequence[tuple[Person, str]], *, grounds: str, by: User, at: datetime) -> None:
    """Name the commission, its chair first, with the posts (A-4.10d)."""
    access.require(by, "keep_files", at=at)
    locked = _draft(act)
    locked.commission.all().delete()
    for place, (person, post) in enumerate(people):
        CommissionMember.objects.create(act=locked, person=person, post=post.strip(), is_chair=place == 0)
    WriteOffAct.objects.filter(pk=locked.pk).update(grounds=grounds[:300])
    record("writeoffact.appoint", locked, by=by, at=at, people=[person.pk for person, _post in people])


@transaction.atomic
def offer(act: WriteOffAct, *, by: User, at: datetime) -> Paper:
    """Draw the act for signing: the number is given, in Russian and as a Kyrgyz edition."""

    def is_whole(locked: WriteOffAct) -> None:
        rows = list(locked.commission.all())
        chairs = sum(row.is_chair for row in rows)
        posts = sum(bool(row.post) for row in rows)
        verdict = rules.is_commission_whole.judge(chairs=chairs, members=len(rows) - chairs, posts=posts)
        if not verdict:
            raise Refused(verdict)
        if not locked.lines.filter(state=WriteOffLine.State.LISTED).exists():
            raise Refused(denial("A-4.10d", _("The act lists no document.")))

    advance(act, "offer", by=by, at=at, checks=[is_whole])
    if act.number is None:
        act.number = register.next_number(SERIES, act.on)
    day = timezone.localtime(at).date()
    for language in ("ky", "ru"):
        paper = papers.draw(
            D24, act, facts=act_facts(act, day=day, language=language), by=by, at=at, language=language, draft=False,
            dated_on=act.on, number=act.cited, code=papers.new_code() if language == "ru" else None,
        )  # fmt: skip
    WriteOffAct.objects.filter(pk=act.pk).update(number=act.number, paper=paper)
    act.paper = paper
    for user in _accounts(act):
        access.grant(user, ROLE, by=by, at=at)
    return paper


def _accounts(act: WriteOffAct) -> list[User]:
    """The accounts of the chair of the commission."""
    chair = act.commission.filter(is_chair=True).first()
    return list(chair.person.accounts.filter(is_active=True)) if chair else []


def _release(act: WriteOffAct, by: User, at: datetime) -> None:
    """Take the role back from the chair of the commission when no other act waits for the signature."""
    others = WriteOffAct.objects.filter(state=WriteOffAct.State.OFFERED).exclude(pk=act.pk)
    for user in _accounts(act):
        if not others.filter(commission__is_chair=True, commission__person=user.person_id).exists():
            for row in RoleGrant.objects.filter(user=user, role=ROLE, revoked_at=None):
                access.revoke(row, by=by, at=at)


@transaction.atomic
def reopen(act: WriteOffAct, *, by: User, at: datetime) -> None:
    """Take an unsigned act back for a change; its number stays."""
    advance(act, "reopen", by=by, at=at)
    _release(act, by, at)


@transaction.atomic
def sign(act: WriteOffAct, *, proof: papers.Proof, sha256: str, by: User, at: datetime) -> None:
    """The chair of the commission signs the bytes shown (A-4.10d)."""
    chair = act.chair
    verdict = rules.may_sign_act.judge(is_chair_of_commission=chair is not None and chair.person_id == by.person_id)
    if not verdict:
        raise Refused(verdict)
    advance(act, "sign", by=by, at=at)
    papers.sign(_paper(act), capacity=COMMISSION, post=commission_post(act), proof=proof, sha256=sha256, by=by, at=at)
    _release(act, by, at)


@transaction.atomic
def file_scan(act: WriteOffAct, *, scan: StoredFile, by: User, at: datetime) -> Signature:
    """Record that the commission signed the printed act by hand; the scan is kept."""
    advance(act, "file_scan", by=by, at=at, scan=scan.sha256)
    chair = act.chair
    name = chair.person.initials_first if chair else ""
    _release(act, by, at)
    return papers.file_scan(
        _paper(act), capacity=COMMISSION, post=commission_post(act), name=name, scan=scan, by=by, at=at
    )


def _paper(act: WriteOffAct) -> Paper:
    paper = WriteOffAct.objects.select_related("paper").get(pk=act.pk).paper
    assert paper is not None
    return paper


@transaction.atomic
def approve(act: WriteOffAct, *, proof: papers.Proof, sha256: str, by: User, at: datetime) -> None:
    """The chair approves the act; its documents are then destroyed by the worker (A-4.10d)."""
    paper = _paper(act)
    own = paper.signatures.filter(capacity=COMMISSION, user=by).exclude(method=Signature.Method.SCAN).exists()
    verdict = rules.may_approve_act.judge(signed_for_commission=own)
    if not verdict:
        raise Refused(verdict)
    advance(act, "approve", by=by, at=at)
    day = timezone.localtime(at).date()
    papers.sign(paper, capacity=CHAIR, post=approver(day)["post"], proof=proof, sha256=sha256, by=by, at=at)
    WriteOffAct.objects.filter(pk=act.pk).update(approved_at=at, approved_on=day, approved_by=by)
    outbox.order(EXECUTION, by=by, at=at, total=act.lines.count(), act=act.pk)


@transaction.atomic
def cancel(act: WriteOffAct, *, reason: str, by: User, at: datetime) -> None:
    """Give an act up before it is approved; its number stays used."""
    advance(act, "cancel", by=by, at=at, reason=reason)
    WriteOffAct.objects.filter(pk=act.pk).update(cancel_reason=reason[:300])
    for line in act.lines.filter(state=WriteOffLine.State.LISTED):
        advance(line, "leave", by=by, at=at, act=act.pk)
    _release(act, by, at)
