"""One answer to one posted form, however often and however parallel it arrives."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from association import keys
from association.models import AuditEntry, PostedKey, RegisterEntry
from membership.models import Application
from tests.association.crowd import at_once
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership, presidium
from tests.factories.browser import Visitor

KEY = "k" * 24


@pytest.fixture
def school(db):
    ground.association()
    return ground.organisation()


@pytest.fixture
def director(school):
    return Visitor(ground.director(school))


def begin(visitor, school, key=KEY):
    return visitor.send("/applications/new/", key, organisation=school.pk)


@pytest.mark.django_db
def test_the_same_form_again_gets_the_first_answer_and_does_nothing(school, director):
    """P3."""
    first = begin(director, school)
    Application.objects.update(state="refused")
    again = begin(director, school)

    assert answers_of([first, again]) == [(302, first.url)] * 2
    assert Application.objects.count() == 1


@pytest.mark.django_db
def test_the_same_key_with_another_body_is_a_conflict(school, director):
    page = begin(director, school).url
    first = director.send(f"{page}recommendation/", "r" * 24, recommended_name="А", recommended_post="Б")
    other = director.send(f"{page}recommendation/", "r" * 24, recommended_name="В", recommended_post="Б")

    assert [row.status_code for row in (first, other)] == [302, 409]
    assert Application.objects.get().recommended_name == "А"


def test_the_body_is_all_that_was_posted_but_key_and_token(rf):
    def digest(data=b"1", name="a.pdf", **fields):
        return keys.body_digest(rf.post("/", {"file": SimpleUploadedFile(name, data), "number": "1", **fields}))

    assert digest(form_key="a" * 24, csrfmiddlewaretoken="x") == digest(form_key="b" * 24) == digest()
    assert len({digest(), digest(b"2"), digest(name="b.pdf"), digest(number="2"), digest(number=["1", "2"])}) == 5


@pytest.mark.django_db
def test_a_key_belongs_to_its_person_and_its_route(school, director):
    other = Visitor(ground.director(school))
    begin(director, school)

    assert begin(other, school).status_code == 302
    assert sorted(PostedKey.objects.values_list("who", flat=True)) == sorted(
        str(row.session["_auth_user_id"]) for row in (director, other)
    )


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "short", "x" * 41])
def test_a_form_without_its_key_is_not_taken(key, school, director):
    answer = director.post("/applications/new/", {keys.FIELD: key, "organisation": school.pk})

    assert (answer.status_code, Application.objects.count(), PostedKey.objects.count()) == (400, 0, 0)


@pytest.mark.django_db
@clause("A-A.9", "A-3.1.2", "A-A.8")
def test_a_refused_form_stores_nothing_and_may_be_sent_again_under_its_key(school, director):
    page = begin(director, school).url
    director.send(f"{page}ground/", ground="introduced", ground_note="")
    PostedKey.objects.all().delete()
    before = AuditEntry.objects.count()
    answers = [director.send(f"{page}submission/", "s" * 24) for _time in range(2)]

    assert [row.status_code for row in answers] == [409, 409]
    assert [verdict.clause for verdict in answers[0].context["verdicts"]] == ["A-3.1.2", "A-A.8", "A-A.9"]
    assert (PostedKey.objects.count(), AuditEntry.objects.count()) == (0, before)


@pytest.mark.django_db
def test_a_form_with_errors_stores_nothing(school, director):
    page = begin(director, school).url
    PostedKey.objects.all().delete()

    assert director.send(f"{page}ground/", ground="no such").status_code == 422
    assert PostedKey.objects.count() == 0


@pytest.mark.django_db
@clause("A-4.2b.2")
def test_a_remembered_refusal_is_journalled_after_its_transaction_is_gone():
    people = presidium.cast()
    item = presidium.voting(people)
    participant = presidium.seat_of(item.meeting, people.official)
    answer = Visitor(people.official).send(f"/items/{item.pk}/ballots/", participant=participant.pk, choice="for")

    assert answer.status_code == 403
    entry = AuditEntry.objects.filter(verb="refusal").get()
    assert (entry.by, entry.facts["clauses"]) == (people.official, ["A-4.2b.2"])
    assert PostedKey.objects.count() == 0


@pytest.mark.django_db
def test_a_step_that_was_taken_already_leads_back_to_its_page(school):
    secretary = Visitor(ground.secretary())
    row = membership.application(school, ground.director(school))
    answers = [secretary.send(f"/applications/{row.pk}/registration/") for _tab in range(2)]

    assert [(one.status_code, one.url) for one in answers] == [(302, row.get_absolute_url())] * 2
    assert RegisterEntry.objects.count() == 1


def signed_in(user, count):
    """So many browser tabs of one person."""
    visitors = [Visitor(user)]
    for _tab in range(count - 1):
        visitors.append(Visitor.__new__(Visitor))
        super(Visitor, visitors[-1]).__init__()
        visitors[-1].cookies = visitors[0].cookies
    return visitors


def answers_of(results):
    """Status and address of each answer; an error is shown as it is."""
    return [(row.status_code, row.get("Location", "")) if hasattr(row, "status_code") else row for row in results]


def test_a_form_posted_many_times_at_once_makes_one_application(committed):
    """P3."""
    ground.association()
    school = ground.organisation()
    tabs = signed_in(ground.director(school), 8)
    results = answers_of(at_once(*[lambda tab=tab: begin(tab, school) for tab in tabs]))

    assert results == [(302, f"/applications/{Application.objects.get().pk}/")] * 8
    assert PostedKey.objects.count() == 1


def test_a_registration_posted_many_times_at_once_takes_one_number(committed):
    """P3, P10: under one key and, from other tabs, under keys of their own."""
    ground.association()
    secretary, school = ground.secretary(), ground.organisation()
    row = membership.application(school, ground.director(school))
    tabs = signed_in(secretary, 8)
    acts = [
        lambda tab=tab, key=key: tab.send(f"/applications/{row.pk}/registration/", key)
        for tab, key in zip(tabs, [KEY] * 4 + [""] * 4, strict=True)
    ]

    assert answers_of(at_once(*acts)) == [(302, row.get_absolute_url())] * 8
    assert list(RegisterEntry.objects.values_list("number", flat=True)) == [1]
    assert AuditEntry.objects.filter(verb="application.register").count() == 1
