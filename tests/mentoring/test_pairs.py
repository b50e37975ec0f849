"""Pairs begin by a decision of the Presidium and by nothing else, and what the decision brings (A-3.16c–e)."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from association import clock
from association.models import AuditEntry, Letter, Paper, RegisterEntry
from association.statute import Refused
from membership.actions import qms
from mentoring.actions import pairs as verbs
from mentoring.models import Pair, PairList
from mentoring.queries_register import kept_on, lists_to_release, standing_on, waiting_lists
from presidium.actions import meetings, preparation
from presidium.models import AgendaItem
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import mentoring as make
from tests.factories import presidium as sittings

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return sittings.cast(5)


def sides(people, mentors, candidates):
    return (
        [make.mentor(people.secretary) for _one in range(mentors)],
        [make.candidate(people.secretary) for _one in range(candidates)],
    )


def released_after_the_minutes(people, row, meeting, candidates):
    """The annex is a draft until the minutes have their number; then register, notices and letters go out once."""
    assert [(one.language, one.is_draft) for one in Paper.objects.filter(kind="D22")] == [("ru", True)]
    assert list(lists_to_release()) == []
    with pytest.raises(Refused, match=r"A-3\.16c"):
        verbs.release(row, on=meeting.held_on, by=people.secretary, at=clock.now())
    make.minuted(people, meeting)
    assert [one.facts["annexes"] for one in Paper.objects.filter(kind="D14").order_by("language")] == [
        ["«Насаатчы – талапкер» жуптарынын реестри, 1-маселе"], ["Реестр пар «наставник – кандидат», вопрос 1"],
    ]  # fmt: skip
    assert list(lists_to_release()) == [row]
    head = ground.director(candidates[0])
    with pytest.raises(PermissionDenied):
        verbs.release(row, on=meeting.held_on, by=head, at=clock.now())
    paper = verbs.release(row, on=meeting.held_on, by=people.secretary, at=clock.now())
    assert (paper.is_draft, paper.number, paper.facts["protocol"]["number"]) == (False, "1", "1")
    assert {one.language for one in Paper.objects.filter(kind="D22", is_draft=False)} == {"ru", "ky"}
    assert (len(paper.facts["rows"]), paper.facts["counts"]["mentors"]) == (5, 3)
    notices = Paper.objects.filter(kind="D04")
    assert {one.organisation for one in notices} == set(candidates)
    assert all(one.facts["mentors"] and one.released_at for one in notices)
    assert RegisterEntry.objects.filter(series="outgoing", heading=notices[0].title).count() == 5
    assert Letter.objects.filter(notice="pair_approved", to=head.email).count() == 1
    assert list(lists_to_release()) == []
    with pytest.raises(Refused, match=r"A-3\.16c"):
        verbs.release(row, on=meeting.held_on, by=people.secretary, at=clock.now())


@clause("A-3.16c", "A-3.16d", "A-3.16e")
def test_a_carried_list_makes_pairs_from_the_day_of_the_decision_and_its_papers_follow_the_minutes(people):
    """Scenario 8: three mentors and five candidates, no pair before the item of the minutes."""
    mentors, candidates = sides(people, 3, 5)
    lines = [(mentors[place % 3], one) for place, one in enumerate(candidates)]
    row = make.agreed(people.chair, *lines)
    assert (list(waiting_lists()), Pair.objects.count()) == ([row], 0)
    meeting = make.decided(people, "pairs", row)

    day, item = meeting.held_on, meeting.items.get()
    row.refresh_from_db()
    found = Pair.objects.all()
    assert (row.state, row.mentors, row.candidates, row.facts["left_out"]) == ("approved", 3, 5, [])
    assert {(one.starts_on, one.basis_id, one.ends_on) for one in found} == {(day, item.basis_id, None)}
    assert {(one.mentor, one.candidate) for one in found} == set(lines)
    assert item.title == "О парах «наставник – кандидат»"
    assert mentors[0].title in item.decision
    assert item.decision_ky != item.decision
    released_after_the_minutes(people, row, meeting, candidates)


@clause("A-3.16a", "A-3.16c", "A-3.16d")
def test_both_sides_are_counted_again_and_a_line_that_is_not_lawful_any_more_is_left_out_and_told(people):
    (first, second, third), (one, two, three, four) = sides(people, 3, 4)
    row = make.agreed(people.chair, (first, one), (second, two), (third, three), (first, four))
    lapsed = second.certifications.get()
    qms.void(lapsed, reason="Внесён по ошибке", by=people.secretary, at=clock.now())
    make.certify(four, people.secretary)
    make.decided(people, "pairs", row)
    row.refresh_from_db()

    left = {(line["mentor"], line["candidate"]): line["verdict"]["clause"] for line in row.facts["left_out"]}
    assert left == {(second.pk, two.pk): "A-3.16a", (first.pk, four.pk): "A-4.11"}
    assert {(pair.mentor, pair.candidate) for pair in Pair.objects.all()} == {(first, one), (third, three)}
    assert (row.mentors, row.candidates) == (2, 3)
    assert AuditEntry.objects.filter(verb="pair.leave_out").count() == 2
    assert [line["why"] for line in row.paper.facts["left_out"]]
    assert standing_on(clock.today()).idle_candidates == [two]


@clause("A-3.16d", "A-3.16e")
def test_a_second_mentor_is_left_out_when_the_sides_have_changed_since_the_list_was_formed(people):
    mentors, (one, two) = sides(people, 3, 2)
    row = make.agreed(people.chair, (mentors[0], one), (mentors[1], two), (mentors[2], one))
    make.candidate(people.secretary)
    make.decided(people, "pairs", row)
    row.refresh_from_db()
    assert [(line["candidate"], line["verdict"]["clause"]) for line in row.facts["left_out"]] == [(one.pk, "A-3.16d")]

    assert kept_on(clock.today()).passed
    make.candidate(people.secretary)
    assert not kept_on(clock.today()).passed
    assert [str(verdict.sentence)[:3] for verdict in standing_on(clock.today()).warnings]
    assert Pair.objects.open().count() == 2


@clause("A-3.16c")
def test_no_pair_stands_without_an_item_of_minutes_and_none_is_rewritten(people):
    pair = make.approved_pair(people.secretary)
    other = make.candidate(people.secretary)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pair.objects.create(
            pair_list=pair.pair_list, mentor=pair.mentor, candidate=other, ground="territory", starts_on=clock.today()
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Pair.objects.filter(pk=pair.pk).update(mentor=other)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pair.objects.filter(pk=pair.pk).delete()


@clause("A-3.16c")
def test_a_list_that_is_lost_or_not_reached_begins_nothing(people):
    (mentor,), (candidate,) = sides(people, 1, 1)
    row = make.agreed(people.chair, (mentor, candidate))
    make.decided(people, "pairs", row, votes_for=1)
    assert (PairList.objects.get().state, Pair.objects.count()) == ("rejected", 0)

    again = make.agreed(people.chair, (mentor, candidate))
    meeting = sittings.planned(people)
    item = meetings.list_matter(
        meeting, matter_key="pairs", subject_id=str(again.pk), by=people.secretary, at=clock.now()
    )
    assert list(waiting_lists()) == []
    preparation.drop_item(AgendaItem.objects.get(pk=item.pk), by=people.secretary, at=clock.now())
    assert list(waiting_lists()) == [again]
