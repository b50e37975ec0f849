"""The file plan: every paper has its file, terms are counted from January, what a clause sets is not shortened."""

from datetime import date

import pytest

from association import clock
from association.actions import retention
from association.models import FileKind, FilePlan
from association.papers import KINDS
from association.papers.retention import words_of
from association.queries_retention import is_plan_missing
from association.rules import file_kinds
from association.rules import retention as rules
from association.statute import Refused
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import presidium as sittings
from tests.factories.browser import Visitor
from tests.factories.moments import fresh


@clause("A-4.10c", "A-4.10d")
def test_a_term_ends_on_the_first_of_january_and_never_before_the_literal_reading():
    ends = [
        rules.free_from(closed_on=day, term=rules.YEARS, years=3) for day in (date(2022, 3, 14), date(2022, 12, 30))
    ]
    assert ends == [date(2026, 1, 1)] * 2
    assert all(end >= date(2025, 12, 30) for end in ends)
    assert [rules.free_from(closed_on=date(2022, 1, 1), term=term, years=None) for term in
            (rules.PERMANENT, rules.NEEDED, rules.HOLD)] == [None] * 3  # fmt: skip
    judged = [
        rules.may_list.judge(on=on, free=free, held=held, needed=needed).passed
        for on, free, held, needed in (
            (date(2026, 1, 1), date(2026, 1, 1), False, 0), (date(2025, 12, 31), date(2026, 1, 1), False, 0),
            (date(2026, 1, 1), None, False, 0), (date(2026, 1, 1), date(2026, 1, 1), True, 0),
            (date(2026, 1, 1), date(2026, 1, 1), False, 1),
        )
    ]  # fmt: skip
    assert judged == [True, False, False, False, False]
    shorter = [rules.may_set_term.judge(own_term=False, years=n, statute_years=3).passed for n in (2, 3, 5)]
    assert shorter == [False, True, True]
    assert [words_of(n) for n in (1, 12, 20, 121)] == ["один", "двенадцать", "двадцать", "сто двадцать один"]


def test_every_paper_of_the_association_belongs_to_a_file():
    ours = {code for code in KINDS if code.startswith("D")}
    indexes = {row.index for row in file_kinds.PRESET}
    assert ours - set(file_kinds.PAPERS) == set()
    assert set(file_kinds.PAPERS.values()) <= indexes
    assert (file_kinds.index_of_paper("D14"), file_kinds.index_of_paper("D14", general=True)) == ("01-03", "01-04")
    assert (file_kinds.index_of_paper("Q01"), file_kinds.index_of_entry(), file_kinds.index_of_entry("D26")) == (
        "", "01-15", "01-08",
    )  # fmt: skip


@pytest.mark.django_db
@clause("A-4.10c")
def test_the_chair_approves_the_file_plan_and_a_change_is_a_new_row():
    people = sittings.cast()
    by, at, today = people.secretary, clock.now(), clock.today()
    assert [row.index for row in FileKind.objects.in_use(today)] == [row.index for row in file_kinds.PRESET]
    assert (retention.lay_kinds(on=today, by=by, at=at), is_plan_missing(today)) == (0, True)
    secretary, chair = Visitor(by), Visitor(people.chair)
    secretary.send("/file-plan/years/", year=today.year)
    plan = FilePlan.objects.get()
    with pytest.raises(Refused):
        retention.begin_plan(today.year, by=by, at=at)
    secretary.send(f"/file-plan/years/{plan.pk}/steps/", step="offer")
    paper = ground.make_ready(fresh(plan).paper)
    assert [row["index"] for row in paper.facts["rows"]] == [row.index for row in file_kinds.PRESET]
    signed = {"sha256": paper.sha256, "password": ground.PASSWORD}
    assert secretary.send(f"/file-plan/years/{plan.pk}/signatures/", **signed).status_code == 403
    chair.send(f"/file-plan/years/{plan.pk}/signatures/", **signed)
    assert (fresh(plan).state, is_plan_missing(today)) == ("approved", False)
    minutes = FileKind.objects.get(index="01-03")
    facts = {"title": minutes.title, "title_ky": minutes.title_ky, "term": "years", "on": today.isoformat()}
    shorter = secretary.send(f"/file-plan/kinds/{minutes.pk}/", years=2, **facts)
    assert (shorter.status_code, FileKind.objects.filter(index="01-03").count()) == (409, 1)
    bad = secretary.send("/file-plan/kinds/new/", index="1-3", **facts)
    assert (bad.status_code, "01-17" in bad.content.decode()) == (422, True)
    assert secretary.send(f"/file-plan/kinds/{minutes.pk}/", years=5, **facts).status_code == 302
    rows = list(FileKind.objects.filter(index="01-03").order_by("pk").values_list("years", "ends_on", "clause"))
    assert rows == [(3, today, "A-4.10c"), (5, None, "A-4.10c")]
    retention.begin_plan(today.year, by=by, at=at)
    assert list(FilePlan.objects.order_by("version").values_list("version", flat=True)) == [1, 2]
