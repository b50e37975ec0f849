"""Findings, the measures that mend them, and what the annual report must hold (K-7.5, K-15b, K-17b, K-17c)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext_lazy as _

from association.statute import Verdict, kyrgyz, say


@kyrgyz("15b", _("A recommendation that is rejected has its reason."))
def is_answer_founded(*, accepted: bool, reason: str) -> bool:
    """Accepting needs no words; rejecting does."""
    return accepted or bool(reason.strip())


@kyrgyz("7.5", _("A measure is done only with proof: words or a file."), also=("15b",))
def is_proved(*, text: str, has_file: bool) -> bool:
    """Whether there is anything that shows the measure done."""
    return bool(text.strip()) or has_file


@kyrgyz("7.5", _("Somebody other than who answers for the measure checks its proof."))
def is_checked_by_another(*, owner: int | None, checker: int | None) -> bool:
    """Owner and checker are two people; an account without a person checks nothing."""
    return checker is not None and owner != checker


@kyrgyz("7.5", _("A finding is closed when all its measures are closed with proof."))
def may_close_finding(*, closed_with_proof: int, still_open: int) -> Verdict:
    """At least one measure, and none that is still open; those given up do not count."""
    if closed_with_proof == 0 and still_open == 0:
        return Verdict(False, sentence=say(_("No measure is closed with proof yet.")))
    return Verdict(still_open == 0, sentence=say(_("Measures not closed yet: %(count)s."), count=still_open),
                   needed=still_open)  # fmt: skip


@kyrgyz("12.3", _("A measure is due after the day of its finding."))
def is_due_sound(*, found_on: date, due_on: date) -> bool:
    """Whether the day lies not before the finding."""
    return due_on >= found_on


@kyrgyz("17b", _("The report of the internal evaluation is attached."))
def is_evaluation_attached(*, text: str, has_file: bool) -> Verdict:
    """As words or as a file, in either language."""
    if text.strip() or has_file:
        return Verdict(True)
    return Verdict(False, sentence=say(_("The report of the internal evaluation is not attached.")))


@kyrgyz("17b", _("If a commission was at work, its conclusion is attached, or it is said why there is none."))
def is_conclusion_attached(*, commission_acted: bool, text: str, has_file: bool, reason: str) -> Verdict:
    """An organisation without a commission attaches none (K-16 leaves it free)."""
    if text.strip() or has_file or reason.strip() or not commission_acted:
        return Verdict(True)
    return Verdict(False, sentence=say(_("A commission was at work: attach its conclusion or say why there is none.")))


@kyrgyz("17c", _("The annual report holds the results of the internal evaluation."))
def are_results_written(*, text: str) -> Verdict:
    """Whether the first part is not empty in one language at least."""
    if text.strip():
        return Verdict(True)
    return Verdict(False, sentence=say(_("The results of the internal evaluation are not written.")))


@kyrgyz("17c", _("The annual report holds the plans for raising quality."))
def are_plans_written(*, text: str) -> Verdict:
    """Whether the second part is not empty in one language at least."""
    if text.strip():
        return Verdict(True)
    return Verdict(False, sentence=say(_("The plans for raising quality are not written.")))


@kyrgyz("17c", _("Each open finding has something planned, or a reason why not."))
def are_findings_planned(*, without: Collection[int]) -> Verdict:
    """`without` are the numbers of open findings with neither a measure, an activity of the plan, nor a reason."""
    if not without:
        return Verdict(True)
    shown = ", ".join(str(number) for number in sorted(without))
    return Verdict(False, sentence=say(_("Neither planned nor reasoned: findings № %(numbers)s."), numbers=shown),
                   needed=len(without))  # fmt: skip
