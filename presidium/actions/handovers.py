"""Verbs on the hand-over of the chair's affairs: begun by every change, drawn anew, signed by both (A-4.10c)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access, outbox
from association.actions import papers
from association.journal import record
from association.models import Association, Person, StoredFile, User
from association.statute import Refused, denial
from association.workflow import advance
from membership.queries import local_day
from presidium import notices, rules
from presidium.models import HandOver
from presidium.papers_handover import D31, handover_facts, post_of
from presidium.queries_handover import former_chair, open_handover


@transaction.atomic
def begin(taker: Person, *, is_acting: bool, on: date, by: User | None, at: datetime) -> HandOver | None:
    """Let who has the affairs hand them to the new or the acting chair; a list not signed yet is replaced (A-4.10c)."""
    Association.objects.select_for_update().get()  # one change at a time
    giver, was_acting = _keeper_before()
    if waiting := open_handover():
        advance(waiting, "supersede", by=by, at=at)
    if not rules.must_hand_over.judge(keeper=giver.pk if giver else None, chair=taker.pk):
        return None
    row = HandOver.objects.create(
        giver=giver, gave_as_acting=was_acting, taker=taker, takes_as_acting=is_acting, on=on, begun_at=at
    )
    record("handover.begin", row, by=by, at=at, giver=giver.pk, taker=taker.pk, on=on, acting=is_acting)
    _draw(row, by, at)
    accounts = User.objects.filter(is_active=True, person__in=[giver, taker]).order_by("pk")
    outbox.send(notices.HANDOVER_BEGUN, row, to=accounts, at=at)
    return row


def _keeper_before() -> tuple[Person | None, bool]:
    """Who has the affairs until now: who did not hand them over yet, who received them last, or the former chair."""
    if waiting := open_handover():
        return waiting.giver, waiting.gave_as_acting
    last = HandOver.objects.filter(state=HandOver.State.SIGNED).select_related("taker").order_by("pk").last()
    former = former_chair()
    if last is None or last.taker == former:
        return former, False
    return last.taker, last.takes_as_acting


def _draw(row: HandOver, by: User | None, at: datetime) -> None:
    day = local_day(at)
    for language in ("ky", "ru"):
        paper = papers.draw(
            D31, row, facts=handover_facts(row, day=day, language=language), by=by, at=at, language=language,
            draft=False, dated_on=day, code=papers.new_code() if language == "ru" else None,
        )  # fmt: skip
    HandOver.objects.filter(pk=row.pk).update(paper=paper)
    row.paper = paper


@transaction.atomic
def draw_anew(handover: HandOver, *, by: User, at: datetime) -> None:
    """Draw the list as affairs stand today, while nobody has signed it."""
    access.require(by, "keep_minutes", at=at)
    locked = HandOver.objects.select_for_update().get(pk=handover.pk)
    if locked.state != HandOver.State.OFFERED:
        raise Refused(denial("A-4.10c", _("The list is signed and is not drawn anew.")))
    _draw(locked, by, at)
    record("handover.draw", locked, by=by, at=at, paper=locked.paper.pk)


@transaction.atomic
def sign_as_giver(handover: HandOver, *, proof: papers.Proof, sha256: str, by: User, at: datetime) -> None:
    """Who hands over signs the list first (A-4.10c)."""
    _sign(handover, "giver", proof, sha256, by, at)


@transaction.atomic
def sign_as_taker(handover: HandOver, *, proof: papers.Proof, sha256: str, by: User, at: datetime) -> None:
    """Who takes over signs last, and keeps the affairs from then on (A-4.10c)."""
    _sign(handover, "taker", proof, sha256, by, at)
    HandOver.objects.filter(pk=handover.pk).update(signed_at=at)


def _sign(handover: HandOver, capacity: str, proof: papers.Proof, sha256: str, by: User, at: datetime) -> None:
    def is_the_turn(locked: HandOver) -> None:
        verdict = rules.may_sign_handover.judge(
            is_giver=by.person_id == locked.giver_id, is_taker=by.person_id == locked.taker_id,
            is_given=capacity == "taker",
        )  # fmt: skip
        if not verdict:
            raise Refused(verdict)

    advance(handover, f"sign_as_{capacity}", by=by, at=at, checks=[is_the_turn])
    paper = HandOver.objects.select_related("paper").get(pk=handover.pk).paper
    post = post_of(handover, capacity)
    papers.sign(paper, capacity=capacity, post=post, proof=proof, sha256=sha256, by=by, at=at)
    if capacity == "giver":
        for user in handover.taker.accounts.filter(is_active=True):
            outbox.send(notices.HANDOVER_BEGUN, handover, to=user, at=at)


@transaction.atomic
def file_scan(handover: HandOver, *, scan: StoredFile, by: User, at: datetime) -> None:
    """Record that the printed list was signed by hand; a signature given in the portal stays (A-4.10c)."""
    advance(handover, "file_scan", by=by, at=at, scan=scan.sha256)
    paper = HandOver.objects.select_related("paper").get(pk=handover.pk).paper
    given = set(paper.signatures.values_list("capacity", flat=True))
    for capacity, person in (("giver", handover.giver), ("taker", handover.taker)):
        if capacity not in given:
            papers.file_scan(
                paper, capacity=capacity, post=post_of(handover, capacity), name=person.initials_first, scan=scan,
                by=by, at=at,
            )  # fmt: skip
    HandOver.objects.filter(pk=handover.pk).update(signed_at=at)
