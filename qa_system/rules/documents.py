"""The documented system, the council and publication (K-13.2, K-17, K-18, K-19)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from association.statute import Verdict, kyrgyz, say
from qa_system.rules.words import APPROVED, COUNCIL, HEAD, MANUAL, POLICY, POLICY_ONLY, WITH_CHANGES

REQUIRED: Final = (POLICY, MANUAL)


@kyrgyz("19a", _("The policy and the manual are approved by the council, other documents by the head's order."))
def approver_of(*, kind: str, by_council: Collection[str] = REQUIRED) -> str:
    """COUNCIL or HEAD; which kinds go before the council is a setting, the text says only "established order"."""
    return COUNCIL if kind in by_council else HEAD


@kyrgyz("19a", _("The documented system has the documents the regulation names."), also=("7.10",))
def has_required_documents(*, kinds_in_force: Collection[str], required: Collection[str] = REQUIRED) -> Verdict:
    """Whether each required type has a version in force; the missing ones are counted."""
    missing = [kind for kind in required if kind not in kinds_in_force]
    return Verdict(not missing, sentence=say(_("Required documents not in force: %(count)s."), count=len(missing)),
                   needed=len(missing))  # fmt: skip


@kyrgyz("19b", _("A document is reviewed in time."))
def is_review_due(*, review_due: date | None, on: date) -> bool:
    """Whether the day of review has come."""
    return review_due is not None and on >= review_due


@kyrgyz("13.2", _("A version goes forward in both languages."))
def is_pair_whole(*, has_ru: bool, has_ky: bool) -> Verdict:
    """A warning when one language is missing; the Kyrgyz text is the original for state bodies."""
    if has_ru and not has_ky:
        return Verdict(False, sentence=say(_("The Kyrgyz text is missing.")))
    return Verdict(has_ru and has_ky, sentence=say(_("The Russian text is missing.")))


@kyrgyz("17b", _("What goes before the council is complete."))
def may_submit_document(*, has_ru: bool, has_ky: bool, title: str) -> Verdict:
    """Whether there is a text at all; a missing language is a warning, not a stop."""
    return Verdict(bool(title.strip()) and (has_ru or has_ky), sentence=say(_("The document has no text yet.")))


@kyrgyz("17a", _("A decision of the council bears its number and date; the portal records it and never judges it."))
def is_decision_recorded(*, number: str, dated_on: date | None, on: date) -> Verdict:
    """Number and date are given, and the sitting does not lie ahead; counts need not be known (K-17a)."""
    if not number.strip() or dated_on is None:
        return Verdict(False, sentence=say(_("Give number and date of the council's decision.")))
    return Verdict(dated_on <= on, sentence=say(_("The sitting lies in the future.")))


@kyrgyz("17a", _("Approved as it is or with changes, the submission goes on; returned, it comes back."))
def goes_on(*, outcome: str) -> bool:
    """Whether the outcome lets what was submitted take effect."""
    return outcome in (APPROVED, WITH_CHANGES)


@kyrgyz("18b", _("Only what the council has approved is published."), also=("18a", "13.6"))
def may_publish(*, kind: str, is_approved: bool, publish_gate: str = "all_four", is_lifted: bool = False) -> Verdict:
    """Whether a thing may be opened to the public; for the policy the gate is never lifted (K-18b, K-O2)."""
    gated = kind == POLICY or (publish_gate != POLICY_ONLY and not is_lifted)
    return Verdict(is_approved or not gated, sentence=say(_("Enter the council's approval first: number and date.")))


@kyrgyz("18b", _("What is to be public is published in the current cycle."), also=("7.11",))
def is_openness_kept(*, published: Collection[str], wanted: Collection[str]) -> Verdict:
    """Whether each of the four kinds is published for the cycle; the count of missing ones is given."""
    missing = [kind for kind in wanted if kind not in published]
    return Verdict(not missing, sentence=say(_("Not published for this cycle: %(count)s."), count=len(missing)),
                   needed=len(missing))  # fmt: skip


@kyrgyz("18b", _("What was approved is published within ten working days."))
def publication_due(*, approved_on: date, working_days_after: list[date], days: int = 10) -> date:
    """The last day for publishing; `working_days_after` are the working days after the approval, in order."""
    return working_days_after[days - 1] if len(working_days_after) >= days else approved_on
