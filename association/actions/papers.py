"""Verbs on papers: draw, sign, release."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from association import journal, outbox
from association.journal import record
from association.models import Organisation, Paper, Signature, StoredFile, User
from association.papers import PaperKind

# Without 0, O, 1, I and other signs that are read wrongly from a printed sheet.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


class NotSigned(Exception):
    """Raised when a signature cannot be taken; carries a sentence for the person."""

    def __init__(self, sentence: Any) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


def new_code() -> str:
    """Make an unguessable code of eight signs for the public check (about 10^12 possibilities)."""
    return "".join(secrets.choice(ALPHABET) for _number in range(8))


@transaction.atomic
def draw(
    kind: PaperKind,
    subject: models.Model,
    *,
    facts: dict[str, Any],
    by: User | None,
    at: datetime,
    title: str = "",
    language: str = "ru",
    draft: bool = True,
    number: str = "",
    dated_on: date | None = None,
    organisation: Organisation | None = None,
    code: str | None = None,
    waits_for: Paper | None = None,
) -> Paper:
    """Order one edition of a paper from facts; the worker renders it, the row is there at once."""
    marks: dict[str, Any] = {}
    if code:
        shown = f"{code[:4]}-{code[4:]}"
        marks["verification"] = {"url": f"{settings.SITE_ADDRESS}/c/{shown}/", "code": shown}
    number_of_seal, digest = journal.head()
    if not draft and number_of_seal:
        marks["journal"] = {"number": number_of_seal, "digest": digest}
    with translation.override(language):
        heading = title or str(kind.name)
    earlier = Paper.objects.filter(
        kind=kind.code, subject_type=subject._meta.label_lower, subject_id=str(subject.pk), language=language
    ).count()
    paper = Paper.objects.create(
        kind=kind.code, language=language, title=heading[:300], subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk), organisation=organisation, facts=facts, marks=marks, code=code, number=number,
        dated_on=dated_on, is_draft=draft, version=earlier + 1, made_at=at, made_by=by, waits_for=waits_for,
    )  # fmt: skip
    paper.job = outbox.order("paper", by=by, at=at, paper=paper.pk)
    paper.save(update_fields=["job"])
    record("paper.draw", paper, by=by, at=at, kind=kind.code, language=language)
    return paper


def _seen(paper: Paper, sha256: str) -> None:
    if not paper.is_ready:
        raise NotSigned(_("The paper is still being made. Wait a moment and sign then."))
    if paper.sha256 != sha256:
        raise NotSigned(_("The paper has changed since you opened this page. Look at it again before signing."))


@transaction.atomic
def sign(paper: Paper, *, capacity: str, post: str, password: str, sha256: str, by: User, at: datetime) -> Signature:
    """Sign the bytes shown with a fresh password: a simple electronic signature.

    Raises NotSigned when the password is wrong or the bytes are not those that were shown.
    """
    locked = Paper.objects.select_for_update().get(pk=paper.pk)
    _seen(locked, sha256)
    if not by.check_password(password):
        raise NotSigned(_("The password is not right."))
    signature = Signature.objects.create(
        paper=locked, capacity=capacity, user=by, name=by.person.initials_first if by.person else by.email, post=post,
        method=Signature.Method.PORTAL, sha256=locked.sha256, signed_at=at,
    )  # fmt: skip
    facts = {"paper": locked.pk, "capacity": capacity, "sha256": locked.sha256, "method": "portal"}
    record("paper.sign", signature, by=by, at=at, **facts)
    return signature


@transaction.atomic
def file_scan(
    paper: Paper, *, capacity: str, post: str, name: str, scan: StoredFile, by: User, at: datetime
) -> Signature:
    """Record that a paper was signed by hand, with the scan, and who brought it in."""
    locked = Paper.objects.select_for_update().get(pk=paper.pk)
    if not locked.is_ready:
        raise NotSigned(_("The paper is still being made. Wait a moment and sign then."))
    signature = Signature.objects.create(
        paper=locked, capacity=capacity, user=by, name=name, post=post, method=Signature.Method.SCAN,
        sha256=locked.sha256, scan=scan, signed_at=at,
    )  # fmt: skip
    facts = {"paper": locked.pk, "capacity": capacity, "sha256": locked.sha256, "method": "scan", "scan": scan.sha256}
    record("paper.sign", signature, by=by, at=at, **facts)
    return signature


@transaction.atomic
def release(papers: list[Paper], *, by: User, at: datetime) -> int:
    """Release papers that waited for the paper they cite; one that still waits is left."""
    done = 0
    is_free = models.Q(waits_for=None) | models.Q(waits_for__released_at__isnull=False)
    for paper in papers:
        if Paper.objects.filter(is_free, pk=paper.pk, released_at=None).update(released_at=at):
            record("paper.release", paper, by=by, at=at)
            done += 1
    return done


__all__ = ["NotSigned", "draw", "file_scan", "new_code", "release", "sign"]
