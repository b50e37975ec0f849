"""What a college of the demonstration has found, what it does about it, and the annual report it is writing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from mentoring.demo import quality_cast as cast
from qa_system.actions import annual, findings, improvements
from qa_system.models import ImprovementAction, Process
from qa_system.queries import academic_year

if TYPE_CHECKING:
    from mentoring.demo.quality import Setting


def mend(one: Setting) -> None:
    """Two findings, one of them closed with proof, then the draft of a report on the year that is over."""
    process = Process.objects.get(system=one.system, code="П-4")
    measures = [_found(one, process, row) for row in cast.FOUND]
    _close(one, measures[0])
    day = one.stage.day
    report = annual.begin(one.system, year=academic_year(day) - 1, **one.facts())
    annual.write(
        report, seen=1, results_ru=cast.REPORT[0], results_ky=cast.REPORT[1], plans_ru=cast.REPORT[2],
        plans_ky=cast.REPORT[3], **one.facts(),
    )  # fmt: skip


def _found(one: Setting, process: Process, row: tuple[str, ...]) -> ImprovementAction:
    """A finding whose recommendation the head accepts, with its measure."""
    source, concerns, ru, ky, advice_ru, advice_ky, measure_ru, measure_ky, effect_ru, effect_ky = row
    day = one.stage.day
    finding = findings.enter(
        one.system, source=source, concerns=concerns, text_ru=ru, text_ky=ky, recommendation_ru=advice_ru,
        recommendation_ky=advice_ky, process=process, found_on=day - timedelta(days=40), on=day, **one.facts(),
    )  # fmt: skip
    findings.answer(finding, accepted=True, answer_ru="", answer_ky="", on=day, by=one.head, at=one.stage.tick())
    return improvements.plan(
        finding, text_ru=measure_ru, text_ky=measure_ky, effect_ru=effect_ru, effect_ky=effect_ky,
        owner=one.people["process_owner"], due_on=day + timedelta(days=30), **one.facts(),
    )  # fmt: skip


def _close(one: Setting, action: ImprovementAction) -> None:
    owner, proof_ru, proof_ky = one.accounts["process_owner"], *cast.PROOF
    improvements.finish(
        action, proof_ru=proof_ru, proof_ky=proof_ky, proof_file=None, on=one.stage.day, by=owner,
        at=one.stage.tick(),
    )  # fmt: skip
    improvements.check(action, passed=True, remark_ru="", remark_ky="", on=one.stage.day, **one.facts())
    findings.close(action.finding, on=one.stage.day, **one.facts())
