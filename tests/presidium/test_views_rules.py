"""The page of the rules, the proposal of a change, and the fact entered late."""

import pytest
from django.test import Client

from association.models import RuleSet
from association.rule_options import DEFAULTS
from presidium.models import PresenceEvent, RuleChange
from tests.clause_marker import clause
from tests.factories import presidium as sittings
from tests.factories import rules as make
from tests.factories.browser import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return sittings.cast()


def form(**changed):
    """The form as the page gives it, with some settings changed."""
    values = {key: str(value) for key, value in DEFAULTS.items()}
    return {**values, "reason": "Так просит Гражданский кодекс.", **changed}


@clause("A-3.10")
def test_everybody_reads_what_is_in_force_and_the_office_its_versions(people):
    make.in_force(people)
    guest, chair, secretary = Client(), Visitor(people.chair), Visitor(people.secretary)
    pages = [one.get("/rules/") for one in (guest, chair, secretary)]
    assert [page.status_code for page in pages] == [200] * 3
    asked = ("versions", "may_propose")
    shown = [("data-version" in page.content.decode(), *(bool(page.context.get(name)) for name in asked))
             for page in pages]  # fmt: skip
    assert shown == [(True, False, False), (True, True, False), (True, True, True)]
    lines = [line for section in pages[0].context["sections"] for line in section["rows"]]
    assert sorted(line["option"].key for line in lines) == sorted(DEFAULTS)


def test_a_portal_without_an_association_shows_what_it_would_come_with(client):
    page = client.get("/rules/")
    assert (page.status_code, "data-version" in page.content.decode()) == (200, False)


def test_the_page_asks_as_much_for_three_versions_as_for_one(people, django_assert_max_num_queries):
    secretary = Visitor(people.secretary)
    with django_assert_max_num_queries(12):
        secretary.get("/rules/")
    make.in_force(people)
    make.in_force(people, min_members=6)
    with django_assert_max_num_queries(12):
        secretary.get("/rules/")


@clause("A-3.10")
def test_the_secretary_proposes_and_the_choice_is_kept_when_something_is_wrong(people):
    secretary = Visitor(people.secretary)
    page = secretary.send("/rules/changes/new/", **form(decision_rule="strict", min_members="0"))
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["min_members"])
    assert page.context["form"]["decision_rule"].value() == "strict"
    answer = secretary.send("/rules/changes/new/", **form(decision_rule="strict", require_certificate="True"))
    change = RuleChange.objects.get()
    assert (answer.url, change.values) == (
        change.get_absolute_url(), {"decision_rule": "strict", "require_certificate": True},
    )  # fmt: skip
    page = secretary.get(answer.url)
    assert [line.option.key for line in page.context["lines"]] == ["decision_rule", "require_certificate"]
    assert secretary.send(f"{answer.url}withdrawal/").url == answer.url
    assert RuleChange.objects.get().state == "withdrawn"


def test_a_proposal_that_changes_nothing_is_told_so(people):
    page = Visitor(people.secretary).send("/rules/changes/new/", **form())
    assert (page.status_code, len(page.context["form"].non_field_errors()), RuleChange.objects.count()) == (422, 1, 0)


def test_the_whole_way_from_the_proposal_to_the_next_version(people):
    secretary = Visitor(people.secretary)
    secretary.send("/rules/changes/new/", **form(decision_rule="strict"))
    meeting = sittings.planned(people, questions=0)
    change = RuleChange.objects.get()
    secretary.send(f"/meetings/{meeting.pk}/items/", matter="rule_change", subject=change.pk)
    Visitor(people.chair).send(f"/meetings/{meeting.pk}/approval/")
    for user in people.seats:
        row = sittings.seat_of(meeting, user)
        secretary.send(f"/meetings/{meeting.pk}/presence/", participant=row.pk, arrived="1")
    secretary.send(f"/meetings/{meeting.pk}/opening/")
    item = meeting.items.get()
    secretary.send(f"/items/{item.pk}/voting/")
    for user in people.seats[:3]:
        Visitor(user).send(f"/items/{item.pk}/ballots/", choice="for")
    secretary.send(f"/items/{item.pk}/verdict/")
    assert RuleSet.objects.latest("version").values["decision_rule"] == "strict"
    page = secretary.get(change.get_absolute_url())
    assert (page.context["look"], page.context["change"].rule_set.version) == ("ok", 2)


@clause("A-4.7")
def test_a_fact_is_entered_late_from_the_room(people):
    meeting = sittings.opened(people, present=4)
    secretary = Visitor(people.secretary)
    address = f"/meetings/{meeting.pk}/presence/late/"
    assert address in secretary.get(f"/meetings/{meeting.pk}/room/").content.decode()
    row = sittings.seat_of(meeting, people.seats[4])
    sent = {"participant": row.pk, "arrived": "0", "time": "00:00", "reason": "Не заметили."}
    page = secretary.send(address, **sent)
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["time"])
    assert secretary.send(address, **{**sent, "arrived": "1"}).url == f"/meetings/{meeting.pk}/room/"
    event = PresenceEvent.objects.get(entered_at__isnull=False)
    assert (event.participant, event.arrived, event.late_reason) == (row, True, "Не заметили.")
    assert Visitor(people.seats[2]).get(address).status_code == 403
