"""Letters of the Association: held to the statute, signed by the chair, registered and sent to each addressee."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from association import clock, desk
from association.actions import letters_out as verbs
from association.models import Letter, LetterCopy, OutgoingLetter, Paper, RegisterEntry
from association.papers.letters import kind_of
from association.press import render
from association.rules import letters as rules
from association.statute import Refused
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership, presidium
from tests.factories import records as make
from tests.factories.browser import Visitor
from tests.journeys.people import PDF

pytestmark = pytest.mark.django_db
OUTSIDE = {
    "kind": "region", "name": "Ассоциация школ соседней области", "post_dative": "Председателю",
    "name_dative": "Образчикову О. О.",
}  # fmt: skip
FORM = {"kind": "letter", "heading": "О конференции", "text": "Приглашаем.\nЖдём ответа.", "index": "01-15"}


@pytest.fixture
def people():
    return presidium.cast(3)


def refused_by(rule, secretary, **fields):
    with pytest.raises(Refused) as refused:
        verbs.offer(make.drafted(secretary, **fields), on=make.today(), by=secretary, at=clock.now())
    assert [verdict.rule for verdict in refused.value.verdicts] == [rule.name]


@clause("A-5.2.4", "A-5.2.5", "A-6.4", "A-6.3d", "A-7.2.5")
def test_each_kind_of_letter_is_held_to_its_clause(people):
    request, school = make.came(people.secretary), ground.organisation()
    asked = {"kind": "note", "to_authority": True}
    refused_by(rules.is_addressed, people.secretary)
    refused_by(rules.may_recommend, people.secretary, kind="recommendation", to_authority=True)
    refused_by(rules.may_propose, people.secretary, kind="proposal", organisations=[school])
    refused_by(rules.are_points_told, people.secretary, kind="conference", to_authority=True, text=" \n ")
    refused_by(rules.is_note_founded, people.secretary, **asked, conclusions="Вывод")
    refused_by(rules.is_note_founded, people.secretary, **asked, reply_to=request)
    assert (Paper.objects.count(), RegisterEntry.objects.count()) == (0, 1)

    good = [
        {"kind": "recommendation", "organisations": [school]}, {"kind": "proposal", "to_authority": True},
        {"kind": "conference", "to_authority": True, "text": "Дополнить решение.\nУтвердить план."},
        {**asked, "reply_to": request, "conclusions": "Система внедрена."},
    ]  # fmt: skip
    rows = [make.offered(people.secretary, **one) for one in good]
    assert [(row.state, kind_of(row).code) for row in rows] == [("offered", "LETTER")] * 3 + [("offered", "D26")]
    for row in rows:
        template = kind_of(row).template
        assert render(template, row.sheet.facts, language="ru", title=row.heading, issued=clock.now()).pages == 1


@clause("A-5.2.4", "A-5.2.8", "A-7.2.2")
def test_the_chair_signs_and_each_addressee_gets_a_number_a_paper_and_word(people):
    member = membership.member(people.secretary)
    school = ground.organisation()
    director = ground.director(school)
    request = make.came(people.secretary)
    letter = make.offered(
        people.secretary, audience="members", organisations=[school, member], to_authority=True, outside=[OUTSIDE],
        reply_to=request, executor_name="Тестова Галина Георгиевна",
    )  # fmt: skip
    assert any(duty.url == letter.get_absolute_url() for duty in desk.duties_of(people.chair, clock.now()))
    assert RegisterEntry.objects.filter(series="outgoing").count() == 0
    page = Visitor(people.chair).get(letter.get_absolute_url())
    assert (page.status_code, page.context["form"] is not None) == (200, True)
    address = f"/letters-out/{letter.pk}/signature/"
    assert Visitor(people.secretary).send(address).status_code == 403
    wrong = Visitor(people.chair).send(address, sha256=letter.sheet.sha256, password="не тот")
    assert (wrong.status_code, LetterCopy.objects.count()) == (422, 0)
    Visitor(people.chair).send(address, sha256=letter.sheet.sha256, password=ground.PASSWORD)

    copies = list(letter.copies.select_related("entry", "paper").order_by("pk"))
    count = len(copies)
    assert {(copy.name, copy.kind) for copy in copies} == {
        (member.title, "member"), (school.title, "school"), ("Демонстрационное министерство", "authority"),
        (OUTSIDE["name"], "region"),
    }  # fmt: skip
    assert [copy.entry.number for copy in copies] == list(range(1, count + 1))
    assert {copy.paper.number for copy in copies} == {f"01-15/{number}" for number in range(1, count + 1)}
    assert all(copy.paper.code and copy.paper.facts["signer"]["sha256"] == letter.sheet.sha256 for copy in copies)
    assert letter.sheet.signatures.get().capacity == "chair"
    request.refresh_from_db()
    assert (request.done_on, request.replies.count()) == (make.today(), count)
    told = {row.to for row in Letter.objects.filter(notice="letter_out")}
    assert told == {director.email, people.official.email}
    assert {copy.kind for copy in copies if copy.entry.dispatches.exists()} == {"school", "authority"}


@clause("A-7.2.5")
def test_the_papers_open_to_those_whom_they_reach(people):
    school = ground.organisation()
    reader, stranger = Visitor(ground.director(school)), Visitor(people.stranger)
    draft = make.drafted(people.secretary, organisations=[school], to_authority=True)
    secretary = Visitor(people.secretary)
    upload = SimpleUploadedFile("plan.pdf", PDF)
    secretary.send(f"/letters-out/{draft.pk}/files/", file=upload, title="План", sheets="2")
    ground.make_ready(verbs.offer(draft, on=make.today(), by=people.secretary, at=clock.now()))
    letter = OutgoingLetter.objects.get()
    make.signed(letter, people.chair)
    official, attached = Visitor(people.official), letter.files.get()
    to_school, to_authority = letter.copies.get(organisation=school), letter.copies.get(kind="authority")
    for copy in (to_school, to_authority):
        ground.make_ready(copy.paper)

    def seen(visitor):
        rows = [f"/papers/{to_school.paper_id}/", f"/papers/{to_authority.paper_id}/", f"/files/{attached.file_id}/"]
        answers = [visitor.get(address) for address in rows]
        assert all(answer.getvalue() for answer in answers if answer.streaming)
        return [answer.status_code for answer in answers]

    assert (seen(reader), seen(official), seen(stranger)) == ([200, 404, 200], [404, 200, 200], [404, 404, 404])
    assert to_school.entry.sheets == letter.sheet.pages + 2


@clause("A-7.2.2")
def test_a_letter_is_returned_taken_back_given_up_and_voided_with_its_numbers(people):
    secretary, chair, school = Visitor(people.secretary), Visitor(people.chair), ground.organisation()
    answer = secretary.send("/letters-out/new/", **FORM, organisations=[school.pk])
    letter = OutgoingLetter.objects.get()
    assert answer.headers["Location"] == letter.get_absolute_url()
    nameless = secretary.send(f"/letters-out/{letter.pk}/text/", **FORM, outside_kind="partner")
    assert (nameless.status_code, list(nameless.context["form"].errors)) == (422, ["outside_name"])
    secretary.send(f"/letters-out/{letter.pk}/offer/")
    assert chair.send(f"/letters-out/{letter.pk}/remark/", remark=" ").status_code == 422
    chair.send(f"/letters-out/{letter.pk}/remark/", remark="Уточните день.")
    assert "Уточните день." in secretary.get(letter.get_absolute_url()).content.decode()
    secretary.send(f"/letters-out/{letter.pk}/text/", **(FORM | {"text": "Ждём 5 марта."}), organisations=[school.pk])
    secretary.send(f"/letters-out/{letter.pk}/offer/")
    assert secretary.send(f"/letters-out/{letter.pk}/text/", **FORM).status_code == 409

    ground.make_ready(OutgoingLetter.objects.get().sheet)
    make.signed(OutgoingLetter.objects.get(), people.chair)
    copy = LetterCopy.objects.get()
    assert copy.paper.facts["paragraphs"] == ["Ждём 5 марта."]
    secretary.send(f"/journal/{copy.entry_id}/dispatch/", how="post", on=make.today(), note="РПО 1")
    assert copy.entry.dispatches.get().note == "РПО 1"
    secretary.send(f"/letters-out/{letter.pk}/end/", reason="Отправлено по ошибке")
    copy.entry.refresh_from_db()
    assert (copy.entry.void_reason, OutgoingLetter.objects.get().state) == ("Отправлено по ошибке", "voided")
    with pytest.raises(IntegrityError), transaction.atomic():
        LetterCopy.objects.filter(pk=copy.pk).update(entry=None)

    given_up = make.drafted(people.secretary, organisations=[school])
    secretary.send(f"/letters-out/{given_up.pk}/end/", reason="Не нужно")
    again = make.sent(people, organisations=[school])
    assert [row.entry.number for row in again.copies.all()] == [2]


def test_the_list_of_letters_takes_as_many_queries_for_three_as_for_one(people):
    visitor, school = Visitor(people.secretary), ground.organisation()
    make.sent(people, organisations=[school])

    def asked():
        visitor.get("/letters-out/")
        with CaptureQueriesContext(connection) as seen:
            assert visitor.get("/letters-out/?state=sent").status_code == 200
        return len(seen)

    one = asked()
    for _number in range(2):
        make.sent(people, organisations=[school])
    assert asked() == one
    assert Visitor(people.stranger).get("/letters-out/").status_code == 403


@clause("A-5.2.5", "A-6.4")
def test_a_reply_begins_with_what_the_incoming_paper_says(people):
    request = make.came(people.secretary)
    page = Visitor(people.secretary).get(f"/letters-out/new/?reply_to={request.pk}")
    initial = page.context["form"].initial
    assert (initial["kind"], initial["to_authority"], initial["reply_to"]) == ("note", True, request.pk)
    assert Visitor(people.secretary).get("/letters-out/new/?reply_to=9999&kind=proposal").status_code == 200
