"""Stewards of the demonstration: processes shared out at a meeting, two outputs in the library."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from association.doors import open_checked
from association.models import QmsProcess
from mentoring.actions import stewards
from mentoring.demo.cast import EMPTY_PDF
from mentoring.demo.stage import Stage
from mentoring.models import ProcessDuty
from presidium.actions import meetings
from presidium.models import Meeting

SHARES = {901: "1.4", 902: "1.3", 903: "2.6", 904: "1.2", 905: "2.1", 906: "2.2", 907: "2.3"}
TERM, OUTPUTS = 907, 902  # whose duty has a term, and who has given something already


def share_out(stage: Stage, meeting: Meeting) -> None:
    """Write a distribution and put it on the agenda; some members and some processes are left over."""
    processes = {row.code: row for row in QmsProcess.objects.all()}
    row = stewards.begin_list(by=stage.secretary, at=stage.tick())
    for number, code in SHARES.items():
        until: date | None = meeting.held_on + timedelta(days=730) if number == TERM else None
        stewards.add_line(
            row, process=processes[code], organisation=stage.schools[number], until=until, on=stage.day,
            by=stage.secretary, at=stage.tick(),
        )  # fmt: skip
    meetings.list_matter(
        meeting, matter_key="stewards", subject_id=str(row.pk), by=stage.secretary, at=stage.tick()
    )  # fmt: skip


def give(stage: Stage) -> None:
    """One steward gives a procedure for everybody and the report of an audit for the members."""
    duty, head = ProcessDuty.objects.get(organisation=stage.schools[OUTPUTS]), stage.heads[OUTPUTS]
    rows = (
        ("procedure", "Процедура «Планирование и проведение урока»", "Сабакты пландоо жана өткөрүү жол-жобосу",
         "public"),
        ("audit", "Отчёт о внутреннем аудите процесса обучения", "Окутуу процессинин ички аудити жөнүндө отчет",
         "members"),
    )  # fmt: skip
    for kind, title, title_ky, audience in rows:
        checked = open_checked(SimpleUploadedFile(f"{kind}.pdf", EMPTY_PDF, "application/pdf"))
        stewards.give_output(
            duty, kind=kind, checked=checked, title=title, title_ky=title_ky, audience=audience, licence="association",
            note="Для методических объединений школ.", note_ky="Мектептердин методикалык бирикмелери үчүн.",
            authors="Макетов Ж. Ж.", on=stage.day, by=head, at=stage.tick(60),
        )  # fmt: skip
