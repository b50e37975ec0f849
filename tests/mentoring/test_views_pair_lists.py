"""The pages of lists of pairs and of the terms of a mentor (A-3.16a, A-3.16c)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from association import clock
from mentoring.actions import pair_lines, pair_lists
from mentoring.models import PairList, PairRemark
from mentoring.queries_pairs import mentors_on
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import mentoring as made
from tests.factories import presidium as sittings
from tests.factories.browser import Visitor
from tests.factories.pairing import edit, listed, who, worked

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return sittings.cast(3)


def test_pages_ask_as_many_queries_for_three_pairs_as_for_one(people):
    row = listed(people, 2, 3)
    visitor, asked = Visitor(people.chair), []
    addresses = (row.get_absolute_url(), reverse("pair_lists"), reverse("pair_list_line", args=[row.pairs.first().pk]))
    for pairs in (5, 7):
        asked.append([])
        for address in addresses:
            visitor.get(address)
            with CaptureQueriesContext(connection) as caught:
                assert visitor.get(address).status_code == 200
            asked[-1].append(len(caught))
        pair_lines.lock(row.pairs.first(), locked=True, seen=edit(row), **who(people))
        for _one in range(2):
            made.mentor(people.secretary)
            made.candidate(people.secretary)
        pair_lists.calculate(row, **who(people))
        assert worked(row).pairs.count() == pairs
    assert asked[0] == asked[1]


def test_a_page_shows_why_and_takes_what_the_chair_decides(people):
    row = listed(people, 2, 3)
    chair, member = Visitor(people.chair), Visitor(people.seats[2])
    page = chair.get(row.get_absolute_url()).content.decode()
    assert "Обе организации в одном районе или городе." in page
    assert page.count("data-pair=") == 3
    full = next(one for one in row.ones if row.pairs.filter(mentor=one).count() == 2)
    line = row.pairs.exclude(mentor=full).get()
    address = reverse("pair_list_line", args=[line.pk])
    refused = chair.send(address, mentor=full.pk, seen=edit(row), reason="")
    assert "3.16" in str(refused.context["move_form"].errors)
    assert (refused.status_code, list(refused.context["move_form"].errors)) == (422, ["mentor"])
    wrong = chair.send(reverse("pair_list_ban", args=[line.pk]), seen=edit(row), reason="")
    assert (wrong.status_code, list(wrong.context["forbid_form"].errors)) == (422, ["reason"])
    assert chair.send(reverse("pair_list_ban", args=[line.pk]), seen=edit(row), reason="Спор.").status_code == 302
    after = chair.get(row.get_absolute_url()).content.decode()
    assert f"{row.total} → {row.total - line.score} (−{line.score})" in after
    assert chair.send(reverse("pair_list_removal", args=[row.pairs.first().pk]), seen="x").status_code == 302
    assert row.pairs.count() == 2
    chair.send(reverse("pair_list_step", args=[row.pk]), step="offer")
    assert chair.send(reverse("pair_list_step", args=[row.pk]), step="list").status_code == 404
    desk = member.get("/desk/").content.decode()
    assert row.get_absolute_url() in desk
    assert member.send(reverse("pair_list_remarks", args=[row.pk]), text=" ").status_code == 422
    assert member.send(reverse("pair_list_remarks", args=[row.pk]), text="Далеко.").status_code == 302
    remark = PairRemark.objects.get()
    assert f"{row.get_absolute_url()}#remarks" in chair.get("/desk/").content.decode()
    assert chair.send(reverse("pair_remark_answer", args=[remark.pk]), text="").status_code == 422
    assert chair.send(reverse("pair_remark_answer", args=[remark.pk]), text="Есть автобус.").status_code == 302
    chair.send(reverse("pair_list_step", args=[row.pk]), step="agree")
    assert PairList.objects.get().state == "agreed"


@clause("A-3.16a")
def test_the_director_says_the_terms_on_a_page_of_its_own(people):
    school = made.mentor(people.secretary)
    other = made.mentor(people.secretary)
    director = Visitor(ground.director(school))
    address = reverse("mentor_terms", args=[school.pk])
    form = {"is_available": "0", "capacity": "", "note": "Ремонт.", "on": clock.today()}
    assert director.get(reverse("mentor_terms", args=[other.pk])).status_code == 404
    assert address in director.get(school.get_absolute_url()).content.decode()
    assert director.send(address, **{**form, "on": "2025-01-01"}).status_code == 422
    assert director.send(address, **{**form, "capacity": "-1"}).status_code == 422
    assert director.send(address, **form).status_code == 302
    assert set(mentors_on(clock.today())) == {other}
    assert "/A-3.16a/" in director.get(address).content.decode()
