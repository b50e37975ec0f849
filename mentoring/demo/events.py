"""Events of the demonstration: a seminar that was held and reported, one of today, the conference of spring."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from association.actions import event_documents, event_entries, event_feedback, event_reports, events
from association.doors import open_checked
from association.models import AnnualPlan, Event, PlanItem, User
from association.proofs import Password
from mentoring.demo.cast import EMPTY_PDF
from mentoring.demo.stage import PASSWORD, Stage

GUESTS = (
    ("Анкетина", "Вера", "заместитель директора"), ("Модулева", "Инна", "учитель"), ("Графикова", "Ольга", "методист"),
    ("Таблицын", "Илья", "учитель"), ("Схемина", "Нина", "заместитель директора"),
)  # fmt: skip
SCORES = ((5, 5, 4, 5), (4, 5, 5, 3), (5, 4, 4, 4), (5, 5, 5, 4))
COMMENTS = ("Больше времени на разбор примеров.", "", "Нужен шаблон карты процесса.", "")
CRITERIA = ("content", "speakers", "usefulness", "organisation")
REPORT = {
    "results": "Участники составили карты трёх процессов своих школ.\nМатериалы переданы в библиотеку Ассоциации.",
    "results_ky": "Катышуучулар өз мектептеринин үч процессинин картасын түзүштү.",
    "effectiveness": "Цель достигнута: карты составили все. Низшую оценку получила организация: не хватило времени.",
    "proposals": "Повторить семинар весной, отвести на работу в группах не менее двух часов.",
}


def hold_events(stage: Stage) -> None:
    """A past seminar with its signed report, a round table that takes entries, the yearly conference ahead."""
    seminar = _announced(
        stage, stage.day, kind="seminar", level="regional", title="Семинар «Карта процесса: от описания к улучшению»",
        title_ky="«Процесстин картасы: сүрөттөөдөн жакшыртууга» семинары", tasks=["2.2.4"], is_open=False,
        about="Как описать процесс на одной странице и найти в нём, что улучшить.",
    )  # fmt: skip
    _judged(stage, seminar)
    _reported(stage, seminar)
    ahead = stage.day + timedelta(days=18)
    table = _announced(
        stage, ahead, kind="round_table", level="municipal", title="Круглый стол «Требования потребителей образования»",
        title_ky="«Билим алуучулардын талаптары» тегерек столу", tasks=["2.2.2"], is_open=True, capacity=3,
        about="Родители, работодатели и школы о том, чего ждут от качества образования.",
    )  # fmt: skip
    for number, head in list(stage.heads.items())[1:5]:
        _entered(stage, table, number, head, GUESTS[number % len(GUESTS)])
    spring = date(stage.day.year + (stage.day.month > 2), 3, 26)
    _announced(
        stage, spring, kind="conference", level="interregional", is_conference=True, ends_on=spring + timedelta(days=1),
        title="Межрегиональная конференция «От качества образования к качеству жизни»", functions=["2.3.3", "2.3.4"],
        title_ky="«Билим сапатынан жашоо сапатына» аймактар аралык конференциясы", is_open=True,
        about="Ежегодная конференция; в её рамках проводится заседание Ассоциации.",
    )  # fmt: skip


def _announced(stage: Stage, first: date, **fields) -> Event:
    venue = stage.schools[901]
    details = {
        "is_conference": False, "functions": ["2.3.3"], "tasks": [], "starts_on": first, "ends_on": first,
        "venue": venue, "place": "актовый зал", "audience": "members", "closes_on": first, **fields,
    }  # fmt: skip
    item = PlanItem.objects.filter(plan__state=AnnualPlan.State.APPROVED, function="2.3.3").first()
    if fields["kind"] == "seminar" and item is not None:
        details["plan_item"] = item
    facts = {"by": stage.secretary, "at": stage.tick(5)}
    row = events.prepare(details=details, organiser=stage.secretary, on=stage.day, **facts)
    checked = open_checked(SimpleUploadedFile("программа.pdf", EMPTY_PDF, "application/pdf"))
    event_documents.add(row, checked=checked, kind="programme", title="", readers="all", **facts)
    events.announce(row, by=stage.secretary, at=stage.tick(5))
    return row


def _entered(stage: Stage, event: Event, number: int, head: User, guest: tuple[str, str, str]):
    surname, given, post = guest
    person = {"surname": surname, "given": given, "patronymic": "", "post": post, "email": f"{number}@example.org"}
    return event_entries.enter_person(
        event, stage.schools[number], person=person, language="ru", by=head, at=stage.tick(3)
    )  # fmt: skip


def _judged(stage: Stage, event: Event) -> None:
    """People of four schools come, and judge the seminar afterwards."""
    heads = list(stage.heads.items())[: len(SCORES)]
    entries = [
        _entered(stage, event, number, head, guest) for (number, head), guest in zip(heads, GUESTS, strict=False)
    ]
    pks = [one.pk for one in entries]
    facts = {"by": stage.secretary, "at": stage.tick(5)}
    event_entries.mark(event, shown=pks, present=pks, **facts)
    events.hold(event, on=stage.day, **facts)
    for entry, given, comment in zip(entries, SCORES, COMMENTS, strict=True):
        scores = dict(zip(CRITERIA, given, strict=True))
        event_feedback.answer(entry, scores=scores, comment=comment, by=None, at=stage.tick(2))


def _reported(stage: Stage, event: Event) -> None:
    """The organiser writes the report and signs its paper."""
    facts = {"by": stage.secretary, "at": stage.tick(30)}
    report = event_reports.write(event, edition=0, texts=REPORT, **facts)
    event_reports.offer(report, on=stage.day, **facts)
    call_command("work_off")
    report.paper.refresh_from_db()
    event_reports.sign(
        report, proof=Password(PASSWORD), sha256=report.paper.sha256, on=stage.day, by=stage.secretary,
        at=stage.tick(30),
    )  # fmt: skip
