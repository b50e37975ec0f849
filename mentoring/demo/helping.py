"""The work of the pairs of the demonstration: a plan, a journal kept by both sides, and a pair that is silent."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from association.models import User
from mentoring.actions import help as verbs
from mentoring.actions import help_plan as plans
from mentoring.demo.stage import Stage
from mentoring.models import Pair

# Day of the pair, area, hours, what was done, what came of it.
GIVEN = [
    (3, "policy", "1.5", "Разобрали действующую политику и цели в области качества, отметили расхождения с программой "
     "развития.", "Черновик политики на две страницы."),
    (24, "council", "2", "Помогли составить положение о совете по качеству и план его работы на полугодие.",
     "Положение и план переданы на утверждение."),
    (47, "council", "3", "Провели вместе внутренний аудит учебного процесса.", ""),
    (68, "analysis", "0.75", "Обсудили по телефону, какие показатели собирать для анализа результатов.", ""),
]  # fmt: skip
LAST = 74  # days; the candidate's own entry


def help_each_other(stage: Stage) -> None:
    """The first pair works by its plan and keeps its journal; the others have not written anything yet."""
    pair = Pair.objects.on(stage.day).order_by("starts_on", "pk").first()
    if pair is None:
        return
    mentor, candidate = (_head(stage, school) for school in (pair.mentor_id, pair.candidate_id))
    first, second, *_rest = plans.make(pair, by=mentor, at=stage.tick(60))
    lines, entries = {"policy": first, "council": second}, []
    for after, area, hours, text, result in GIVEN:
        entries.append(verbs.write(
            pair, on=pair.starts_on + timedelta(days=after), area=area, hours=Decimal(hours), text=text, result=result,
            line=lines.get(area), by=mentor, at=_moment(stage, pair, after),
        ))  # fmt: skip
    for entry in entries[:2]:
        verbs.confirm(entry, seen=0, by=candidate, at=stage.tick(60))
    remark = "Аудит занял два часа, третий час мы готовили отчёт сами."
    verbs.dispute(entries[2], remark=remark, seen=0, by=candidate, at=stage.tick(5))
    scan = stage.upload("план-мер.pdf", pair.candidate, candidate)
    verbs.write(
        pair, on=pair.starts_on + timedelta(days=LAST), area="measures", hours=Decimal(1), files=[scan], by=candidate,
        text="Показали наставнику план корректирующих мер, внесли его замечания.", at=_moment(stage, pair, LAST),
    )  # fmt: skip
    plans.finish(first, seen=0, by=candidate, at=stage.tick(5))


def _moment(stage: Stage, pair: Pair, after: int) -> datetime:
    """The afternoon of a day of the pair; time never goes back."""
    wanted = stage.now.replace(hour=9, minute=30) + (pair.starts_on + timedelta(days=after) - stage.day)
    stage.now = max(stage.now, wanted)
    return stage.tick()


def _head(stage: Stage, school: int) -> User:
    number = next(number for number, organisation in stage.schools.items() if organisation.pk == school)
    return stage.heads[number]
