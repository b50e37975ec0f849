"""What a meeting decides on the stewards of processes, and what follows for them from what the floors announce."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext, gettext_lazy

from association.actions import library
from association.happenings import on as when
from association.matters import Matter, register
from association.models import Basis, Organisation, QmsProcess, User
from association.statute import Refused, Verdict
from membership.queries import membership_of
from mentoring import rules
from mentoring.actions import stewards
from mentoring.models import DutyList
from mentoring.queries_stewards import MATTER, duties_after, language, lines_of, waiting_lists

ANNEX = {
    "ru": "Распределение ответственности по процессам СМК, вопрос {number}",
    "ky": "СМС процесстери боюнча жоопкерчиликти бөлүштүрүү, {number}-маселе",
}


def _heading(duty_list: DutyList) -> str:
    return gettext("On the distribution of responsibility for the processes of the QMS")


def _draft(duty_list: DutyList) -> str:
    said = [gettext("Give the member organisations the responsibility for the methodical support of processes:")]
    lines = lines_of(duty_list)
    given = [line for line in lines if line.ends_id is None]
    said += [f"{line.process.called(language())} – {line.organisation.title};" for line in given]
    taken = [line for line in lines if line.ends_id is not None]
    if not given:
        said = []
    if taken:
        said.append(gettext("Release from the responsibility for processes:"))
        said += [f"{line.process.called(language())} – {line.organisation.title};" for line in taken]
    words = "\n".join(said).removesuffix(";")
    return f"{words}."


def _listed(*, subject: DutyList, by: User, at: datetime) -> None:
    stewards.put_on_agenda(subject, by=by, at=at)


def _carried(*, subject: DutyList, basis: Basis, by: User, at: datetime) -> None:
    stewards.approve(subject, basis=basis, by=by, at=at)


def _lost(*, subject: DutyList, basis: Basis, by: User, at: datetime) -> None:
    stewards.reject(subject, basis=basis, by=by, at=at)


def _dropped(*, subject: DutyList, by: User, at: datetime) -> None:
    stewards.drop_from_agenda(subject, by=by, at=at)


STEWARDS = register(
    Matter(
        MATTER, gettext_lazy("Distribution of processes"), "A-3.17c", "ordinary", DutyList, waiting_lists, _heading,
        _draft, _listed, _carried, _lost, _dropped, ANNEX, is_for_both=True,
    )
)  # fmt: skip


@when("minutes.signed")
def _release_annex(*, bases: list[int], by: User, at: datetime, **_facts) -> None:
    """The annex of a decided distribution goes out with the number of its minutes (A-3.17c)."""
    rows = DutyList.objects.filter(basis__in=bases, state=DutyList.State.APPROVED)
    for duty_list in rows.select_related("basis"):
        stewards.release_annex(duty_list, by=by, at=at)


@when("membership.ended")
def _vacate(*, organisation: Organisation, on: date, by: User, at: datetime, **_facts) -> None:
    """What the organisation answers for ends on the day it leaves (A-3.15, A-3.17a)."""
    stewards.end_for_leaving(organisation, on=on, by=by, at=at)


@when("membership.restored")
def _restore(*, membership, was, on: date, by: User, at: datetime, **_facts) -> None:
    """Duties that ended by an order that was voided go on from the same day."""
    stewards.restore(membership, vacated_on=was.ends_on, on=on, by=by, at=at)


@when("process.closed")
def _keep_open(*, process: QmsProcess, on: date, **_facts) -> None:
    """A process that somebody answers for is not closed before a decision takes the duty back (A-3.17c)."""
    verdict = rules.may_close_process.judge(stewards=duties_after(on).filter(process=process).count())
    if not verdict:
        raise Refused(verdict)


def is_giver(organisation: Organisation, on: date) -> Verdict:
    """Whether the library takes materials of an organisation: of members and candidates (A-7.2.9)."""
    return rules.may_give_material.judge(is_of_association=membership_of(organisation, on) is not None)


library.CHECKS.append(is_giver)
