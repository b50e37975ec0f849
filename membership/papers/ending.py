"""The application to leave the Association (D29) and the letter that acknowledges an end (D30)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from association.fmt import date_text
from association.models import Association, RegisterEntry
from association.offices import Leader
from association.papers import PaperKind, association_facts, declare, head_facts, iso, leader_signer
from membership.models import Membership, Withdrawal
from membership.papers.application import addressee

D29 = declare(PaperKind("D29", _("Application to leave the Association"), "withdrawal", ("ru",), ("head",)))
D30 = declare(PaperKind("D30", _("Letter on the end of membership"), "letter", ("ru",), ("chair",), "outgoing"))


def withdrawal_facts(withdrawal: Withdrawal, *, leader: Leader, on: date) -> dict[str, Any]:
    """Facts of D29: who leaves, from which day, and why if the head says so (A-3.15.2)."""
    association, organisation = Association.current(), withdrawal.organisation
    head = organisation.head_on(on)
    certificate = withdrawal.membership.certificates.filter(annulled_on=None).order_by("number").last()
    return {
        "variant": withdrawal.membership.kind,
        "association": association_facts(association),
        "addressee": addressee(withdrawal.membership.ground, association, leader, on),
        "organisation": {"name": organisation.name_on(on).full, "genitive": organisation.name_on(on).genitive},
        "head": head_facts(head) if head else {"post_genitive": "", "name_genitive": "", "name": ""},
        "leaves_on": iso(withdrawal.stated_on),
        "reason": withdrawal.reason.strip(),
        "certificate": f"{certificate.number:03d}" if certificate else "",
        "date": iso(on),
    }


def _told(withdrawal: Withdrawal) -> list[str]:
    """The sentences of the letter, in Russian as the papers of the Association are."""
    membership = withdrawal.membership
    day = date_text(withdrawal.leaves_on, "ru")
    is_member = membership.kind == Membership.Kind.MEMBER
    what = "членство в Ассоциации" if is_member else "статус «кандидат»"
    name, entry = withdrawal.organisation.title, withdrawal.entry
    told = [
        f"Сообщаем, что заявление о выходе из Ассоциации зарегистрировано {date_text(entry.registered_on, 'ru')} под "
        f"№ {entry.index}/{entry.number}. Согласно п. 3.15.2 и 5.6.7 Положения выход не требует решения Президиума.",
        f"С {day} {what} организации {name} прекращается.",
    ]
    numbers = [f"{row.number:03d}" for row in membership.certificates.filter(annulled_on=withdrawal.leaves_on)]
    if numbers:
        told.append(f"С этого же дня сертификат № {', '.join(numbers)} аннулируется и не подтверждает членство.")
    told.append("Благодарим Вас за участие в работе Ассоциации. Вы можете подать новое заявление в любое время.")
    return told


def ending_letter_facts(withdrawal: Withdrawal, *, leader: Leader, on: date, entry: RegisterEntry) -> dict[str, Any]:
    """Facts of D30: that the exit was registered, from which day it holds, and what ends with it."""
    organisation, came = withdrawal.organisation, withdrawal.entry
    head = organisation.head_on(on)
    return {
        "association": association_facts(Association.current()),
        "number": f"{entry.index}/{entry.number}",
        "date": iso(on),
        "reply_to": {"number": f"{came.index}/{came.number}", "date": iso(came.registered_on)},
        "addressee": {
            "post_dative": head.post_dative or head.post if head else "",
            "organisation": organisation.title,
            "name_dative": (head.person.dative or head.person.surname_first) if head else "",
        },
        "heading": "О выходе из Ассоциации",
        "salutation": f"Уважаемый руководитель {organisation.title}!",
        "paragraphs": _told(withdrawal),
        "signer": leader_signer(leader),
    }
