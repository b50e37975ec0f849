"""Verbs on papers: draw, sign, release."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from association import journal, outbox, proofs
from association.journal import record
from association.models import AuditEntry, Organisation, Paper, Signature, StoredFile, User
from association.papers import PaperKind
from association.proofs import NotSigned, Passkey, Password, Proof, WrongPassword

# Without 0, O, 1, I and other signs that are read wrongly from a printed sheet.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


WRONG_PASSWORD = "paper.wrong_password"
TRIES, WITHIN = 5, timedelta(minutes=5)


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


def _free(paper: Paper, capacity: str) -> None:
    if paper.signatures.filter(capacity=capacity).exists():
        raise NotSigned(_("The paper is signed already."))


@transaction.atomic
def sign(
    paper: Paper, *, capacity: str, post: str, proof: Proof, sha256: str, by: User, at: datetime
) -> Signature:
    """Sign the bytes shown with a fresh password or a passkey: a simple electronic signature.

    Raises NotSigned when the proof does not hold or the bytes are not those that were shown.
    """
    locked = Paper.objects.select_for_update().get(pk=paper.pk)
    _seen(locked, sha256)
    _free(locked, capacity)
    method, shown = _proved(proof, locked, by, at)
    signature = Signature.objects.create(
        paper=locked, capacity=capacity, user=by, name=by.person.initials_first if by.person else by.email, post=post,
        method=method, sha256=locked.sha256, signed_at=at, **shown,
    )  # fmt: skip
    facts = {"paper": locked.pk, "capacity": capacity, "sha256": locked.sha256, "method": method}
    record("paper.sign", signature, by=by, at=at, **facts)
    return signature


def _proved(proof: Proof, paper: Paper, by: User, at: datetime) -> tuple[Signature.Method, dict[str, Any]]:
    """Hold the proof against the account; a passkey is used up by the signature."""
    if isinstance(proof, Password):
        _patience(by, at)
        if not by.check_password(proof.text):
            raise WrongPassword(_("The password is not right."))
        return Signature.Method.PASSWORD, {}
    confirmed = proofs.confirm(proof, paper, by=by, at=at)
    if Signature.objects.filter(nonce=confirmed.nonce).exists():
        raise NotSigned(_("This confirmation by the key is already used up. Press the button again."))
    confirmed.authenticator.record_usage()
    return Signature.Method.PASSKEY, {"nonce": confirmed.nonce, "evidence": confirmed.evidence}


def _patience(by: User, at: datetime) -> None:
    """Make a guesser wait; votes, the open session and a passkey are not touched."""
    wrong = AuditEntry.objects.filter(verb=WRONG_PASSWORD, by=by, at__gt=at - WITHIN)
    tries = list(wrong.order_by("-at").values_list("at", flat=True)[:TRIES])
    if len(tries) == TRIES:
        minutes = int((tries[-1] + WITHIN - at).total_seconds() // 60) + 1
        sentence = ngettext(
            "The password was wrong five times. Wait %(n)s minute, or sign with a key.",
            "The password was wrong five times. Wait %(n)s minutes, or sign with a key.", minutes,
        )  # fmt: skip
        raise NotSigned(sentence % {"n": minutes})


@transaction.atomic
def remember_wrong_password(paper: Paper, *, by: User, at: datetime) -> None:
    """Note a wrong password under a paper; called after the refused signature has been rolled back."""
    record(WRONG_PASSWORD, None, by=by, at=at, paper=paper.pk)


@transaction.atomic
def file_scan(
    paper: Paper, *, capacity: str, post: str, name: str, scan: StoredFile, by: User, at: datetime
) -> Signature:
    """Record that a paper was signed by hand, with the scan, and who brought it in.

    Raises NotSigned while the paper is being made, and when somebody signed it in that capacity.
    """
    locked = Paper.objects.select_for_update().get(pk=paper.pk)
    if not locked.is_ready:
        raise NotSigned(_("The paper is still being made. Wait a moment and sign then."))
    _free(locked, capacity)
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


__all__ = [
    "NotSigned", "Passkey", "Password", "Proof", "WrongPassword", "draw", "file_scan", "new_code", "release",
    "remember_wrong_password", "sign",
]  # fmt: skip
