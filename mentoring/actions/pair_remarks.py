"""Verbs on remarks: a member of the Presidium remarks on an offered list, the chair answers (A-3.16c)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access, outbox
from association.journal import record
from association.models import User
from association.statute import Refused, denial
from mentoring import notices
from mentoring.models import PairList, PairRemark


@transaction.atomic
def remark(pair_list: PairList, *, text: str, by: User, at: datetime) -> PairRemark:
    """Remark on a list before the meeting; there is no threshold, every remark has its answer."""
    access.require(by, "remark_pairs", at=at)
    row = PairList.objects.select_for_update().get(pk=pair_list.pk)
    if row.state != PairList.State.OFFERED:
        raise Refused(denial("A-3.16c", _("Remarks are made while the list is with the members of the Presidium.")))
    made = PairRemark.objects.create(pair_list=row, author=by, text=text, made_at=at)
    record("pairremark.make", made, by=by, at=at, list=row.pk, text=text)
    outbox.send(notices.PAIRS_REMARKED, row, to=User.objects.filter(pk=row.begun_by_id, is_active=True), at=at,
                author=str(by.person or by), text=text)  # fmt: skip
    return made


@transaction.atomic
def answer(row: PairRemark, *, text: str, by: User, at: datetime) -> None:
    """Answer a remark, once; the list is with the members or back in preparation."""
    access.require(by, "form_pairs", at=at)
    pair_list = PairList.objects.select_for_update().get(pk=row.pair_list_id)
    if pair_list.state not in (PairList.State.OFFERED, PairList.State.DRAFT):
        raise Refused(denial("A-3.16c", _("Remarks on this list are closed.")))
    if PairRemark.objects.filter(pk=row.pk, answered_at=None).update(answer=text, answered_at=at, answered_by=by):
        record("pairremark.answer", row, by=by, at=at, answer=text)
        outbox.send(notices.PAIR_REMARK_ANSWERED, pair_list, to=[row.author], at=at, text=row.text, answer=text)
