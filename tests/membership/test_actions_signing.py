"""The form of Appendix A: what it says, what it asks for, and its signature."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from association import clock, files
from association.actions.papers import WRONG_PASSWORD, NotSigned
from association.models import Association, AuditEntry
from association.proofs import Password
from association.statute import Refused
from membership.actions import applications
from membership.models import Application
from tests.clause_marker import clause
from tests.factories import applying
from tests.factories import association as ground
from tests.factories.applying import act, clauses_of, state_of, submit
from tests.factories.browser import Visitor
from tests.factories.passkeys import Key
from tests.journeys.people import PDF

pytestmark = pytest.mark.django_db
CHAIR_POST = "Председателю Президиума Ассоциации"


@pytest.fixture
def school(people):
    return ground.organisation("Гимназия № 907", head=ground.person("Макетов", "Жан", "Жанович"))


@clause("A-A.6", "A-A.7")
@pytest.mark.parametrize(("name", "post", "clause_id"), [("Тестова", "", "A-A.7"), ("", "завуч", "A-A.6")])
def test_a_recommended_person_has_name_and_post(name, post, clause_id, school, director):
    row = applying.filled(school, director)
    act(applications.fill, row, director, recommended_name=name, recommended_post=post)

    assert clauses_of(lambda: submit(applying.sign(row, director), director)) == [clause_id]


@clause("A-A.8")
def test_the_statute_in_force_was_read(school, director):
    row = applying.filled(school, director)
    row = applying.sign(row, director)
    Association.objects.update(statute_version="2")

    assert clauses_of(lambda: submit(row, director)) == ["A-A.8"]


@clause("A-A.9")
def test_an_application_is_signed_by_the_bytes_shown_and_by_its_own_answers(school, director):
    row = applying.filled(school, director)
    with pytest.raises(Refused):
        act(applications.sign, row, director, proof=Password(ground.PASSWORD), sha256="")
    assert clauses_of(lambda: submit(row, director)) == ["A-A.9"]

    act(applications.draw_paper, row, director, on=clock.today())
    row = Application.objects.get(pk=row.pk)
    ground.make_ready(row.paper)
    with pytest.raises(NotSigned):
        act(applications.sign, row, director, proof=Password("чужой"), sha256=row.paper.sha256)
    assert clauses_of(lambda: submit(row, director)) == ["A-A.9"]
    act(applications.sign, row, director, proof=Password(ground.PASSWORD), sha256=row.paper.sha256)
    act(applications.fill, row, director, recommended_name="Тестова Г. Г.", recommended_post="завуч")
    assert clauses_of(lambda: submit(row, director)) == ["A-A.9"]

    submit(applying.sign(row, director), director)
    signature = Application.objects.get(pk=row.pk).paper.signatures.get()
    assert (signature.user, signature.capacity, signature.post) == (director, "head", "директор")
    assert signature.signed_at.date() == clock.now().date()


@clause("A-A.9")
def test_the_page_takes_a_passkey_in_place_of_the_password(school, director):
    row = applying.filled(school, director)
    act(applications.draw_paper, row, director, on=clock.today())
    paper = ground.make_ready(Application.objects.get(pk=row.pk).paper)
    visitor, key, address = Visitor(director), Key(director), f"/applications/{row.pk}/signature/"
    asked = visitor.get(f"/papers/{paper.pk}/challenge/").json()
    given = {"sha256": paper.sha256, "ticket": asked["ticket"], "answer": key.answer(asked).answer}

    refused = visitor.send(address, **{**given, "ticket": "x"})
    assert (refused.status_code, len(refused.context["form"].non_field_errors())) == (422, 1)
    assert visitor.send(address, **given).status_code == 302
    assert (paper.signatures.get().method, submit(Application.objects.get(pk=row.pk), director)) == ("passkey", None)


def test_wrong_passwords_on_the_page_are_remembered_although_nothing_else_is(school, director):
    row = applying.filled(school, director)
    act(applications.draw_paper, row, director, on=clock.today())
    paper = ground.make_ready(Application.objects.get(pk=row.pk).paper)
    visitor, address = Visitor(director), f"/applications/{row.pk}/signature/"
    told = [visitor.send(address, sha256=paper.sha256, password="чужой").context["form"] for _number in range(6)]

    assert [list(form.errors) for form in told] == [["password"]] * 6
    said = [form.errors["password"][0] for form in told]
    assert (len(set(said[:5])), len(set(said))) == (1, 2)
    assert AuditEntry.objects.filter(verb=WRONG_PASSWORD, by=director).count() == 5
    assert visitor.send(address, sha256=paper.sha256, password=ground.PASSWORD).status_code == 422
    assert visitor.get("/desk/").status_code == 200


@clause("A-A.9")
def test_a_form_signed_already_or_without_room_says_so_at_the_scan(school, director, monkeypatch):
    row = applying.signed(school, director)
    visitor, address = Visitor(director), reverse("application_scan", args=[row.pk])
    late = visitor.send(address, scan=SimpleUploadedFile("скан.pdf", PDF, "application/pdf"))
    monkeypatch.setattr(files, "ORGANISATION_LIMIT", 0)
    full = visitor.send(address, scan=SimpleUploadedFile("скан.pdf", PDF, "application/pdf"))

    assert [(answer.status_code, bool(answer.context["scan_form"].errors["scan"])) for answer in (late, full)] == [
        (422, True), (422, True),
    ]  # fmt: skip


def test_a_form_signed_by_hand_comes_as_a_scan(school, director):
    row = applying.filled(school, director)
    scan = row.papers.get().file
    with pytest.raises(Refused):
        act(applications.file_scan, row, director, scan=scan)
    act(applications.draw_paper, row, director, on=clock.today())
    row = Application.objects.get(pk=row.pk)
    ground.make_ready(row.paper)
    act(applications.file_scan, row, director, scan=scan)
    submit(row, director)

    signature = row.paper.signatures.get()
    assert (signature.method, signature.name, signature.user) == ("scan", "Ж.\u00a0Ж.\u00a0Макетов", director)
    assert state_of(row) == "submitted"


@clause("A-A.1", "A-A.2", "A-A.3", "A-A.4", "A-A.5", "A-A.6", "A-A.7", "A-3.13b")
def test_the_form_says_what_appendix_a_asks_for(school, director):
    row = applying.filled(school, director)
    act(applications.fill, row, director, recommended_name="Тестова Галина", recommended_post="завуч",
        ground_note="Приказ № 5")  # fmt: skip
    act(applications.draw_paper, row, director, on=clock.today())
    paper = Application.objects.get(pk=row.pk).paper

    facts = paper.facts
    assert (paper.kind, paper.is_draft, paper.language) == ("D01", False, "ru")
    assert facts["addressee"] == {"post_dative": CHAIR_POST, "name_dative": "Примеров\u00a0Б.\u00a0Б."}
    assert facts["head"] == {
        "post_genitive": "директор", "name_genitive": "Макетов Жан Жанович", "name": "Ж.\u00a0Ж.\u00a0Макетов",
    }  # fmt: skip
    assert facts["organisation"]["name"] == "Муниципальное учреждение Гимназия № 907"
    assert facts["association"]["name"] == "Ассоциация школ края"
    assert (facts["ground"]["clause"], facts["ground"]["text"].endswith("Приказ № 5")) == ("3.1", True)
    assert facts["recommended"] == {"name": "Тестова Галина", "post": "завуч"}
    assert facts["date"] == clock.today().isoformat()


@clause("A-3.13a", "A-A.1")
def test_in_the_organisational_period_the_authority_is_addressed():
    ground.association()
    school = ground.organisation()
    director = ground.director(school)
    row = applying.filled(school, director)
    act(applications.draw_paper, row, director, on=clock.today())

    facts = Application.objects.get(pk=row.pk).paper.facts
    assert facts["addressee"] == {"post_dative": "Министр", "name_dative": "Эталонов\u00a0Б.\u00a0Б."}
