"""The annual plan of the demonstration: discussed, agreed, approved, partly done; proposals, the council."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from association.actions import council, plan_approvals, plan_items, plans, proposals
from association.calendar import Span, add_months
from association.models import AnnualPlan, User
from association.proofs import Password
from association.queries_plans import lines_of, year_of
from association.rules import plans as rules
from mentoring.demo.stage import PASSWORD, Stage
from presidium.actions import meetings
from presidium.models import Meeting

# Month of the year from 0, activity in Russian and Kyrgyz, task, function, who, venue, in the department's plan.
ITEMS = (
    (0, "Установочный семинар для новых членов Ассоциации", "Ассоциациянын жаңы мүчөлөрү үчүн багыт берүүчү семинар",
     "2.2.1", "2.3.1", 901, "г. Барнаул", False),
    (1, "Опрос потребителей образовательных услуг: сбор и анализ анкет",
     "Билим берүү кызматтарын керектөөчүлөрдүн сурамжылоосу: анкеталарды чогултуу жана талдоо", "2.2.2", "2.3.4", 903,
     "", False),
    (1, "Семинар «Внутренний аудит процесса обучения»", "«Окутуу процессинин ички аудити» семинары", "2.2.4", "2.3.3",
     902, "г. Бийск", True),
    (2, "Консультации кандидатов по внутренней оценке", "Талапкерлерге ички баалоо боюнча кеңештер", "2.2.5", "2.3.1",
     904, "", False),
    (3, "Сбор лучших практик и выпуск информационного листка",
     "Мыкты тажрыйбаларды чогултуу жана маалымат барагын чыгаруу", "2.2.4", "2.3.2", 905, "", False),
    (5, "Круглый стол «Критерии результативности»", "«Натыйжалуулук критерийлери» тегерек столу", "2.2.6", "2.3.4", 906,
     "г. Барнаул", True),
    (6, "Смотр инновационных проектов школ", "Мектептердин инновациялык долбоорлорунун кароосу", "2.2.3", "2.3.5", 907,
     "г. Рубцовск", False),
    (7, "Межрегиональная конференция по качеству образования", "Билим сапаты боюнча аймактар аралык конференция",
     "2.2.4", "2.3.3", 901, "г. Барнаул", True),
    (9, "Годовой отчёт и анализ результатов членов Ассоциации",
     "Жылдык отчет жана Ассоциациянын мүчөлөрүнүн натыйжаларын талдоо", "2.2.6", "2.3.4", 901, "", False),
)  # fmt: skip


def put_on_agenda(stage: Stage, meeting: Meeting, on: date) -> AnnualPlan:
    """Write the plan of the academic year of a day and put it before the meeting."""
    span = year_of(on)
    plan = plans.begin(span, by=stage.secretary, at=stage.tick())
    for row in ITEMS:
        _write(stage, plan, span, *row)
    meetings.list_matter(meeting, matter_key="plan", subject_id=str(plan.pk), by=stage.secretary, at=stage.tick())
    return plan


def _write(
    stage: Stage, plan: AnnualPlan, span: Span, month: int, activity: str, activity_ky: str, task: str, function: str,
    school: int, venue: str, is_shared: bool,
) -> None:  # fmt: skip
    first = add_months(span.first, month)
    plan_items.add(
        plan, activity=activity, activity_ky=activity_ky, task=task, function=function, starts_on=first,
        ends_on=add_months(first, 1) - timedelta(days=1), is_monthly=True, organisation=stage.schools[school],
        venue=venue, in_department_plan=is_shared, by=stage.secretary, at=stage.tick(),
    )  # fmt: skip


def approve(stage: Stage) -> None:
    """The council and the official agree, the chair signs the paper."""
    plan = AnnualPlan.objects.get()
    head = User.objects.get(role_grants__role="department_reviewer")
    facts = {"number": "5", "by": stage.secretary}
    stage.tick(60 * 24)
    council.note_sitting(
        held_on=stage.day, matter="О согласовании годового плана Ассоциации", outcome="План согласован", who="chair",
        plan=plan, at=stage.tick(), **facts,
    )  # fmt: skip
    plan_approvals.enter_agreement(
        plan, party="council", outcome="agreed", dated_on=stage.day, name="О. О. Показова",
        post="председатель Совета", at=stage.tick(), **facts,
    )  # fmt: skip
    plan_approvals.agree_by_hand(plan, outcome="agreed", by=head, at=stage.tick(60 * 24))
    stage.work()
    plan.refresh_from_db()
    assert plan.paper is not None
    chair = stage.heads[901]
    plan_approvals.approve(plan, proof=Password(PASSWORD), sha256=plan.paper.sha256, by=chair, at=stage.tick(60 * 24))


def go_on(stage: Stage, today: datetime) -> None:
    """Some of the plan is done by now, some is late; proposals for the next one wait."""
    stage.now = max(stage.now, today - timedelta(days=2))
    past = [line.item for line in lines_of(AnnualPlan.objects.get(), stage.day) if line.standing == rules.OVERDUE]
    for item in past[:-1]:
        plan_items.note_fact(
            item, kind="done", on=item.ends_on, note="Проведено, материалы в библиотеке", by=stage.secretary,
            at=stage.tick(),
        )  # fmt: skip
    proposals.propose(
        kind="plan", title="Неделя открытых уроков с самооценкой", why="Готовы провести у себя в апреле.",
        organisation=stage.schools[903], by=stage.heads[903], at=stage.tick(),
    )  # fmt: skip
    proposals.propose(
        kind="agenda", title="О сроках внутренних аудитов", why="Обсудить единые сроки аудитов.", by=stage.heads[905],
        at=stage.tick(),
    )  # fmt: skip
