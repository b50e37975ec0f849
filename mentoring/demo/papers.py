"""Papers of the demonstration: what came from outside, what was passed on, the letters of the Association."""

from __future__ import annotations

from datetime import timedelta

from association.actions import letters_out, records
from association.actions.letters_out import Written
from association.actions.records import Told
from association.models import OutgoingLetter, RegisterEntry
from association.proofs import Password
from mentoring.demo.stage import PASSWORD, Stage

MINISTRY = "Демонстрационное министерство образования края"
REGION = "Ассоциация школ соседней области"


def correspond(stage: Stage) -> None:
    """An order, a letter from another region that is answered, a request under control, recommendations sent."""
    order = _came(
        stage, Told(kind="order_external", correspondent_kind="authority", correspondent=MINISTRY, index="01-02",
                    heading="О проведении межрегиональной конференции по качеству образования", their_number="412-П",
                    their_date=stage.day - timedelta(days=2), how="email", sheets=3),
    )  # fmt: skip
    records.close(order, word="Учтено в годовом плане.", on=stage.day, by=stage.secretary, at=stage.tick())
    letter = _came(
        stage, Told(kind="letter", correspondent_kind="region", correspondent=REGION, index="01-15", their_number="17",
                    heading="Об обмене опытом внутреннего аудита", their_date=stage.day - timedelta(days=4)),
        late_by=1, late_reason="Поступило по почте после окончания рабочего дня",
    )  # fmt: skip
    _signed(stage, _reply(letter))
    _signed(stage, Written(
        kind="recommendation", heading="О внутреннем аудите процессов СМК", index="01-15",
        executor_name="А. А. Образцова", salutation="Уважаемые коллеги!",
        organisations=[stage.schools[number] for number in (903, 904)],
        text="По итогам полугодия рекомендуем провести внутренний аудит двух процессов до 1 марта.\n"
             "Формы отчёта размещены в библиотеке портала.",
    ))  # fmt: skip
    request = _came(
        stage, Told(kind="request", correspondent_kind="authority", correspondent=MINISTRY, index="01-08",
                    heading="О сведениях о внедрении систем менеджмента качества", their_number="22-11/45",
                    their_date=stage.day - timedelta(days=1), due_on=stage.day + timedelta(days=20), sheets=2),
    )  # fmt: skip
    records.pass_on(
        request, to=stage.heads[902], text="Подготовить данные для аналитической записки.",
        due_on=stage.day + timedelta(days=14), on=stage.day, by=stage.secretary, at=stage.tick(),
    )  # fmt: skip
    letters_out.begin(
        Written(kind="note", heading="О внедрении систем менеджмента качества в организациях Ассоциации",
                index="01-08", reply_to=request, to_authority=True, conclusions="Внедрение идёт по плану.",
                text="В Ассоциации состоят девять членов и четыре кандидата."),
        by=stage.secretary, at=stage.tick(),
    )  # fmt: skip


def _came(stage: Stage, told: Told, *, late_by: int = 0, late_reason: str = "") -> RegisterEntry:
    return records.enter_paper(
        told, came_on=stage.day - timedelta(days=late_by), on=stage.day, late_reason=late_reason, by=stage.secretary,
        at=stage.tick(60),
    )  # fmt: skip


def _reply(entry: RegisterEntry) -> Written:
    outside = {
        "kind": "region", "name": REGION, "post_dative": "Председателю", "name_dative": "Образчикову О. О.",
    }  # fmt: skip
    return Written(
        kind="letter", heading="Об обмене опытом внутреннего аудита", salutation="Уважаемый Олег Олегович!",
        text="Благодарим за предложение и готовы принять вашу делегацию в апреле.", index="01-15", reply_to=entry,
        outside=[outside], executor_name="А. А. Образцова", executor_phone="+7 000 000-00-00",
    )  # fmt: skip


def _signed(stage: Stage, written: Written) -> None:
    letter = letters_out.begin(written, by=stage.secretary, at=stage.tick())
    letters_out.offer(letter, on=stage.day, by=stage.secretary, at=stage.tick())
    stage.work()
    row = OutgoingLetter.objects.select_related("sheet__file").get(pk=letter.pk)
    letters_out.sign(
        row, on=stage.day, proof=Password(PASSWORD), sha256=row.sheet.sha256, by=stage.heads[901], at=stage.tick()
    )
