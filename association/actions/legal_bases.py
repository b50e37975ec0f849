"""Verbs on the acts that the Association works by (A-1.2, A-7.1)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from association import access
from association.journal import record
from association.models import LegalBase, User

KEEPS = "keep_partners"
# The six acts that clause 1.2 names, with the years that their own titles give.
ACTS: tuple[dict[str, Any], ...] = (
    {
        "key": "education-law", "number": "273-ФЗ", "dated_on": date(2012, 12, 29),
        "title": "Федеральный закон «Об образовании в Российской Федерации»",
        "title_ky": "«Россия Федерациясында билим берүү жөнүндө» федералдык мыйзам",
    },
    {
        "key": "civil-code", "title": "Гражданский кодекс Российской Федерации",
        "title_ky": "Россия Федерациясынын Граждандык кодекси",
    },
    {
        "key": "state-programme", "starts_on": date(2013, 1, 1), "ends_on": date(2021, 1, 1),
        "title": "Государственная программа Российской Федерации «Развитие образования» на 2013–2020 годы",
        "title_ky": "Россия Федерациясынын 2013–2020-жылдарга «Билим берүүнү өнүктүрүү» мамлекеттик программасы",
    },
    {
        "key": "regional-law", "number": "56-ЗС", "dated_on": date(2013, 9, 4),
        "title": "Закон Алтайского края «Об образовании в Алтайском крае»",
        "title_ky": "Алтай крайынын «Алтай крайында билим берүү жөнүндө» мыйзамы",
    },
    {
        "key": "services-plan", "number": "650", "dated_on": date(2012, 12, 29),
        "title": "Приказ Минтруда России, план мероприятий «Повышение эффективности и качества услуг в сфере "
        "социального обслуживания населения»",
        "title_ky": "Россиянын Эмгек министрлигинин буйругу, «Калкты социалдык тейлөө чөйрөсүндөгү кызматтардын "
        "натыйжалуулугун жана сапатын жогорулатуу» иш-чаралар планы",
    },
    {
        "key": "assessment-concept", "starts_on": date(2014, 1, 1), "ends_on": date(2017, 1, 1),
        "title": "Концепция и план мероприятий общероссийской системы оценки качества общего образования (ОСОКОО) на "
        "2014–2016 гг. (проект)",
        "title_ky": "Жалпы билим берүүнүн сапатын баалоонун жалпы россиялык системасынын (ОСОКОО) 2014–2016-жж. "
        "концепциясы жана иш-чаралар планы (долбоор)",
    },
)  # fmt: skip


@transaction.atomic
def preset(*, by: User | None, at: datetime) -> int:
    """Enter the acts of clause 1.2 that are missing, and say how many; done twice it changes nothing (A-1.2a)."""
    known = set(LegalBase.objects.exclude(key=None).values_list("key", flat=True))
    missing = [LegalBase(place=n, **row) for n, row in enumerate(ACTS, start=1) if row["key"] not in known]
    for row in missing:
        row.save(force_insert=True)
        record("legal_base.enter", row, by=by, at=at, key=row.key)
    return len(missing)


@transaction.atomic
def enter(*, by: User, at: datetime, **fields: Any) -> LegalBase:
    """Enter an act that the Association works by."""
    access.require(by, KEEPS, at=at)
    row = LegalBase.objects.create(**fields)
    record("legal_base.enter", row, by=by, at=at, title=row.title)
    return row


@transaction.atomic
def correct(base: LegalBase, *, by: User, at: datetime, **fields: Any) -> None:
    """Put an act right, or say from which day it is no longer in force; the journal keeps what stood before."""
    access.require(by, KEEPS, at=at)
    locked = LegalBase.objects.select_for_update().get(pk=base.pk)
    before = {name: getattr(locked, name) for name in fields}
    LegalBase.objects.filter(pk=locked.pk).update(**fields)
    record("legal_base.correct", locked, by=by, at=at, before=before, after=fields)
