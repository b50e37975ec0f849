"""Assignments of the demonstration: one is done and verified, one is being carried out; the extract was sent."""

from __future__ import annotations

from datetime import timedelta

from mentoring.demo.stage import Stage
from presidium.actions import assignments, extracts
from presidium.models import Assignment, Meeting

DONE, OPEN = 905, 904  # the school that has reported, the head who is at work


def give(stage: Stage, meeting: Meeting) -> None:
    """Write two assignments down beside the first question."""
    item = meeting.items.order_by("number").first()
    facts = {"by": stage.secretary, "at": stage.tick()}
    day = meeting.held_on
    assignments.note(
        item, text="Представить темы докладов конференции.", executor=stage.schools[DONE],
        due_on=day + timedelta(days=20), **facts,
    )  # fmt: skip
    assignments.note(
        item, text="Подготовить программу конференции и список докладчиков.", executor=stage.heads[OPEN].person,
        due_on=day + timedelta(days=110), **facts,
    )  # fmt: skip


def carry_out(stage: Stage, meeting: Meeting) -> None:
    """Send the extract; one executor reports and is verified, the other acknowledges."""
    item = meeting.items.order_by("number").first()
    extracts.send(item, on=stage.day, by=stage.secretary, at=stage.tick(30))
    done, taken = Assignment.objects.filter(item=item).order_by("number")
    assignments.take(taken, by=stage.heads[OPEN], at=stage.tick(60))
    proof = stage.upload("темы-докладов.pdf", stage.schools[DONE], stage.heads[DONE])
    assignments.report(
        done, text="Темы четырёх докладов переданы секретарю.", proof=proof, by=stage.heads[DONE], at=stage.tick(600)
    )
    assignments.verify(done, passed=True, by=stage.secretary, at=stage.tick(600))
