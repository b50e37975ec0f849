"""Partners, agreements, legal bases; and that nobody is asked for money anywhere."""

import re
from datetime import date, timedelta

import pytest
from django import forms
from django.apps import apps
from django.urls import reverse

from association import clock, keys, rule_options
from association.actions import agreements, legal_bases, partners
from association.models import Agreement, LegalBase, Letter, Partner
from association.rules import groups as rules
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import requesting

pytestmark = pytest.mark.django_db
# Words of a payment: a fee, a price, a sum of money; "contribution" and "payload" are something else.
MONEY = re.compile(r"(^|_)(fee|fees|dues|payment|payments|paid|price|cost|invoice|tariff|donation|amount|rub)(_|$)")


def send(client, url, **form):
    return client.post(url, {keys.FIELD: keys.new_key(), **form})


@clause("A-6.1", "A-5.2.3")
def test_partners_are_kept_by_kind_and_day(client):
    ground.association()
    secretary = ground.secretary()
    client.force_login(secretary)
    assert {kind.value for kind in Partner.Kind} == {
        "authority", "institute", "centre", "council", "experts", "municipal", "innovative", "vocational", "other",
    }  # fmt: skip
    facts = {"name": "Демонстрационный институт", "kind": "institute", "region": "Барнаул", "on": "2026-09-01"}
    assert send(client, reverse("partner_new"), **{**facts, "kind": "shop"}).status_code == 422
    assert send(client, reverse("partner_new"), **facts).status_code == 302
    row = Partner.objects.get()
    page = client.get(reverse("partners"), {"q": "барн", "kind": "institute"}).content.decode()
    assert row.get_absolute_url() in page
    assert row.get_absolute_url() not in client.get(reverse("partners"), {"on": "2026-08-31"}).content.decode()
    details = {"name": "Институт кадров", "kind": "institute", "phone": "+7 000"}
    assert send(client, reverse("partner_details", args=[row.pk]), **details).status_code == 302
    assert send(client, reverse("partner_end", args=[row.pk]), on=clock.today().isoformat()).status_code == 302
    row.refresh_from_db()
    assert (row.name, row.ends_on) == ("Институт кадров", clock.today())
    assert client.get(row.get_absolute_url()).status_code == 200
    client.force_login(ground.user("director", ground.organisation()))
    assert client.get(reverse("partners")).status_code == 403


@clause("A-5.3.3")
def test_an_agreement_has_parties_obligations_and_is_looked_at_before_its_end(client):
    scene = requesting.office(2)
    client.force_login(scene.secretary)
    today, by = clock.today(), scene.secretary
    partner = partners.enter(kind="institute", name="Институт", on=ground.DAY, by=by, at=clock.now())
    facts = {"subject": "О стажировках", "number": "4", "dated_on": today.isoformat(), "starts_on": today.isoformat(),
             "last_on": (today + timedelta(days=29)).isoformat()}  # fmt: skip
    alone = send(client, reverse("agreement_new"), **facts, partners=[partner.pk])
    assert (alone.status_code, "5.3.3" in alone.content.decode()) == (409, True)
    early = {**facts, "last_on": (today - timedelta(days=1)).isoformat()}
    assert send(client, reverse("agreement_new"), **early, partners=[partner.pk]).status_code == 422
    made = send(client, reverse("agreement_new"), **facts, partners=[partner.pk],
                organisations=[scene.organisations[0].pk])  # fmt: skip
    row = Agreement.objects.get()
    assert (made.status_code, row.ends_on, row.parties.count()) == (302, today + timedelta(days=30), 2)
    assert [agreements.remind(on=today + timedelta(days=n), by=None, at=clock.now()) for n in (-1, 0, 1)] == [0, 1, 0]
    assert Letter.objects.filter(notice="agreement_ends").count() == 1

    owed = {"text": "Принять стажёров", "party": "", "due_on": (today - timedelta(days=1)).isoformat()}
    assert send(client, reverse("agreement_obligations", args=[row.pk]), **owed).status_code == 302
    desk = client.get(reverse("desk")).content.decode()
    assert ("Принять стажёров" in desk, "О стажировках" in desk) == (True, True)
    one = row.obligations.get()
    assert send(client, reverse("obligation", args=[one.pk]), on=today.isoformat(), word="Приняты").status_code == 302
    assert "Принять стажёров" not in client.get(reverse("desk")).content.decode()
    assert send(client, reverse("agreement_end", args=[row.pk]), last_on="").status_code == 302
    row.refresh_from_db()
    assert row.ends_on is None
    assert [client.get(url).status_code for url in (row.get_absolute_url(), reverse("agreements"))] == [200, 200]
    days = (today, today + timedelta(days=1), today + timedelta(days=30), today + timedelta(days=31), None)
    assert [rules.ends_soon.judge(ends_on=day, on=today).passed for day in days] == [False, True, True, False, False]
    assert rules.has_parties.judge(parties=1, with_association=True).passed


@clause("A-1.2a", "A-7.1")
def test_the_acts_of_the_statute_are_public_and_their_days_say_whether_they_hold(client):
    ground.association()
    secretary = ground.secretary()
    assert [legal_bases.preset(by=secretary, at=clock.now()) for _twice in range(2)] == [6, 0]
    programme = LegalBase.objects.get(key="state-programme")
    assert [programme.is_on(date(year, 12, 31)) for year in (2012, 2013, 2020, 2021)] == [False, True, True, False]
    page = client.get(reverse("legal_bases")).content.decode()
    assert page.count("<tr>") == 7
    assert client.get(reverse("legal_base", args=[programme.pk])).status_code == 302

    client.force_login(secretary)
    form = {"title": "Новый закон", "place": "9", "starts_on": "2026-01-01", "last_on": "2025-01-01"}
    assert send(client, reverse("legal_base_new"), **form).status_code == 422
    assert send(client, reverse("legal_base_new"), **{**form, "last_on": ""}).status_code == 302
    row = LegalBase.objects.get(title="Новый закон")
    assert send(client, reverse("legal_base", args=[row.pk]), **{**form, "last_on": "2026-01-31"}).status_code == 302
    row.refresh_from_db()
    assert row.ends_on == date(2026, 2, 1)
    assert rules.is_in_force.judge(since=None, until=None, on=ground.DAY).passed


def every_form():
    found, waiting = set(), [forms.BaseForm]
    while waiting:
        for one in waiting.pop().__subclasses__():
            waiting.append(one)
            found.add(one)
    return [one for one in found if re.match(r"(association|membership|presidium|mentoring)\b", one.__module__)]


@clause("A-1.3", "A-1.6")
def test_nobody_is_asked_for_money_anywhere(client):
    """The Association works unpaid and its members free of charge: no record and no form knows a payment."""
    ground.association()
    models = [one for one in apps.get_models() if one._meta.app_label in
              ("association", "membership", "presidium", "mentoring")]  # fmt: skip
    columns = {f"{one._meta.label}.{field.name}" for one in models for field in one._meta.get_fields()}
    fields = {f"{one.__name__}.{name}" for one in every_form() for name in getattr(one, "base_fields", {})}
    options = {f"rules.{key}" for key in rule_options.OPTIONS}

    assert (len(models) > 60, len(fields) > 200) == (True, True)
    assert [name for name in columns | fields | options if MONEY.search(name.rpartition(".")[2])] == []
    assert client.get(reverse("join")).status_code == 200
