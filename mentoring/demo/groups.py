"""Groups, partners and requests of the demonstration: what the office keeps beside the papers."""

from __future__ import annotations

from datetime import timedelta

from association.actions import agreements, groups, legal_bases, partners, request_answers, requests
from association.models import InformationRequest, WorkingGroup
from association.proofs import Password
from association.queries_requests import earliest_due
from mentoring.demo.stage import PASSWORD, Stage

FORM = (
    {"number": 1, "kind": "number", "label": "Обученных внутренних аудиторов", "unit": "чел.",
     "label_ky": "Окуган ички аудиторлор"},
    {"number": 2, "kind": "yes_no", "label": "Утверждён ли план аудитов на год",
     "label_ky": "Жылдык аудит планы бекитилгенби"},
    {"number": 3, "kind": "choice", "label": "Удобный вид обучения", "label_ky": "Ыңгайлуу окутуу түрү",
     "options": "очно\nдистанционно\nстажировка у наставника"},
    {"number": 4, "kind": "text", "label": "Какая помощь нужна", "is_required": False,
     "label_ky": "Кандай жардам керек"},
)  # fmt: skip


def keep_office(stage: Stage) -> None:
    """Groups at work, a proposal that waits, partners with an agreement that ends soon, a request half answered."""
    _groups(stage)
    _partners(stage)
    _ask(stage)


def _groups(stage: Stage) -> None:
    by, day = stage.secretary, stage.day
    groups.preset(on=day - timedelta(days=300), by=by, at=stage.tick())
    legal_bases.preset(by=by, at=stage.tick())
    first, second, _third = WorkingGroup.objects.order_by("clause")
    for group, leader, member in ((first, 903, 904), (second, 905, 906)):
        for number, role in ((leader, "leader"), (member, "member")):
            groups.seat(
                group, stage.heads[number].person, role=role, post="директор", organisation=stage.schools[number],
                on=day - timedelta(days=250), by=by, at=stage.tick(),
            )  # fmt: skip
    head = stage.heads[903]
    groups.give_task(
        first, text="Собрать вопросы школ по карте процессов", person=head.person, due_on=day + timedelta(days=6),
        on=day, by=head, at=stage.tick(),
    )  # fmt: skip
    groups.note(first, text="Обсудили консультации для кандидатов.", on=day, checked=None, by=head, at=stage.tick())
    groups.propose(
        first, stage.schools[902], person={"surname": "Методиева", "given": "Инна", "patronymic": "Павловна"},
        post="заместитель директора", word="Внутренний аудитор", on=day, by=stage.heads[902], at=stage.tick(),
    )  # fmt: skip


def _partners(stage: Stage) -> None:
    facts = {"by": stage.secretary, "on": stage.day - timedelta(days=200)}
    institute = partners.enter(
        kind="institute", name="Демонстрационный институт развития образования", region="г. Барнаул",
        contact="Партнёрова Л. С.", at=stage.tick(), **facts,
    )  # fmt: skip
    partners.enter(kind="municipal", name="Комитет по образованию демонстрационного района", at=stage.tick(), **facts)
    agreement = agreements.enter(
        subject="О стажировках внутренних аудиторов", number="4", dated_on=facts["on"], starts_on=facts["on"],
        ends_on=stage.day + timedelta(days=25), with_association=True, organisations=[stage.schools[903]],
        partners=[institute], checked=None, by=stage.secretary, at=stage.tick(),
    )  # fmt: skip
    agreements.owe(
        agreement, text="Принять пять стажёров", party=agreement.parties.first(), due_on=stage.day + timedelta(days=5),
        by=stage.secretary, at=stage.tick(),
    )  # fmt: skip


def _ask(stage: Stage) -> None:
    """One request sent, with an answer, another that awaits the chair."""
    asked = [stage.schools[number] for number in (902, 903, 904, 905)]
    sent = _laid(stage, "О подготовке внутренних аудиторов", "Ички аудиторлорду даярдоо жөнүндө", asked)
    sent.refresh_from_db()
    requests.sign(
        sent, proof=Password(PASSWORD), sha256=sent.paper.sha256, on=stage.day, by=stage.heads[901], at=stage.tick()
    )
    while requests.send_next(InformationRequest.objects.get(pk=sent.pk), by=stage.heads[901], at=stage.tick()):
        pass
    row, fields = sent.addressees.get(organisation=stage.schools[903]), list(sent.fields.all())
    values = {fields[0].pk: "3", fields[1].pk: "1", fields[2].pk: "очно", fields[3].pk: ""}
    request_answers.submit(row, values=values, uploads={}, on=stage.day, by=stage.heads[903], at=stage.tick())
    _laid(stage, "О планах внутреннего аудита", "", asked[:2])


def _laid(stage: Stage, subject: str, subject_ky: str, asked: list) -> InformationRequest:
    by, on = stage.secretary, stage.day
    row = requests.draft(
        subject=subject, subject_ky=subject_ky, on=on, due_on=earliest_due(on) + timedelta(days=5), by=by,
        text="Президиум готовит план обучения на следующий год.\nПросим сообщить сведения о Вашей организации.",
        text_ky="Президиум кийинки жылга окутуу планын даярдоодо.\nУюмуңуз жөнүндө маалымат берүүңүздү суранабыз.",
        at=stage.tick(),
    )  # fmt: skip
    for field in FORM:
        requests.put_field(row, by=by, at=stage.tick(), **field)
    requests.address(row, asked, on=on, by=by, at=stage.tick())
    requests.offer(row, on=on, by=by, at=stage.tick())
    stage.work()
    return row
