"""What the matrix of routes and roles is played on for findings, measures and annual reports."""

from datetime import timedelta

from association import clock
from association.models import Person, User
from qa_system.actions import annual, council
from qa_system.models import AnnualReport, Finding, QaSystem
from tests.factories import association as ground
from tests.factories import qa

AT, DAY = ground.AT, ground.DAY


def records(system: QaSystem, officer: User, person: Person, words: str) -> dict[str, object]:
    """A finding that waits, one with a measure under way and one done, a draft of a report and a submitted one."""
    waiting, answered = (qa.finding(system, officer, text_ru=words) for _number in range(2))
    qa.accept(answered)
    measure, done = (qa.measure(answered, person, officer, text_ru=words) for _number in range(2))
    qa.prove(done, officer)
    return {
        "finding": waiting, "answered": answered, "measure": measure, "done": done,
        "report": annual.begin(system, year=2026, by=officer, at=AT),
        "submitted": submitted(system, officer, waiting, words),
    }  # fmt: skip


def submitted(system: QaSystem, officer: User, waiting: Finding, words: str) -> AnnualReport:
    """A complete report before the council."""
    report = annual.begin(system, year=2024, by=officer, at=AT)
    texts = {"results_ru": words, "plans_ru": words, "evaluation_ru": words, "conclusion_ru": words}
    annual.write(report, seen=1, by=officer, at=AT, **texts)
    annual.answer_finding(report, waiting, item=None, reason_ru=words, reason_ky="", by=officer, at=AT)
    council.submit_report(report, on=AT.date(), by=officer, at=AT)
    return report


def forms(things: dict) -> dict[str, dict]:
    """What a person of the organisation would send, by the names of the routes; each would be accepted."""
    today, pair = clock.today(), {"text_ky": "Текст", "text_ru": "Текст"}
    finding = {"source": "monitoring", "concerns": "processes", "found_on": today, **pair}
    measure = {"owner": things["qa_person"], "due_on": today + timedelta(days=30), **pair}
    return {
        "qa_finding_new": finding,
        "qa_finding_edit": {"seen": 1, **finding},
        "qa_finding_answer": {"accepted": "yes", "answer_ru": "Принято"},
        "qa_improvement_new": measure,
        "qa_improvement_edit": {"seen": 1, **measure},
        "qa_improvement_proof": {"proof_ru": "Сделано"},
        "qa_improvement_check": {"passed": "yes", "remark_ru": "Подействовало"},
        "qa_improvement_end": {"remark_ru": "Не нужно"},
        "qa_reports": {"year": today.year},
        "qa_report_edit": {"seen": 1, "results_ru": "Итоги"},
        "qa_report_finding": {"reason_ru": "Подождёт"},
    }
