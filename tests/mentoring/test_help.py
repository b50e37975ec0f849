"""The work of a pair: journal of help kept by both sides, files, silence, the freeze with the end (A-3.16b, A-4.11)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from association import background, clock, desk, outbox
from association.models import AuditEntry, Letter, User
from association.workflow import WrongState
from mentoring import rules
from mentoring.actions import help as verbs
from mentoring.models import HelpEntry, HelpFile, Pair, SilenceLetter
from mentoring.queries_help import help_summary
from qa_system.actions.editing import Outdated
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import helping as made
from tests.factories.browser import Visitor
from tests.factories.moments import days, fresh
from tests.factories.refusals import refusal
from tests.journeys.people import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def couple():
    return made.couple()


def ended(pair, on):
    """The pair as M2's verb leaves it when the candidate has its certificate."""
    Pair.objects.filter(pk=pair.pk).update(ends_on=on, end_reason=rules.CERTIFIED)
    return fresh(pair)


def doing(by, row, verb, **facts):
    return verb(fresh(row), seen=fresh(row).edit, by=by, at=clock.now(), **facts)


def status_of(visitor, where):
    answer = visitor.get(where)
    if answer.streaming:
        assert answer.getvalue().startswith(b"%PDF")
    return answer.status_code


def sent(**changed):
    return {"on": clock.today(), "area": "policy", "hours": "1,5", "text": made.TEXT, "result": "", "line": "",
            **changed}  # fmt: skip


@clause("A-3.16b")
def test_the_mentor_s_entry_waits_is_disputed_amended_and_confirmed_and_then_stays(couple):
    entry = made.entry(couple.pair, couple.mentor)
    assert (entry.is_by_mentor, fresh(entry).state) == (True, "written")
    assert refusal(doing, couple.mentor, entry, verbs.confirm) == ["A-3.16b"]
    assert refusal(doing, couple.candidate, entry, verbs.dispute, remark=" ") == ["A-3.16b"]
    doing(couple.candidate, entry, verbs.dispute, remark="Один час, не полтора.")
    assert refusal(doing, couple.candidate, entry, verbs.strike) == ["A-3.16b"]
    facts = {"on": days(-1), "area": "council", "hours": Decimal(1), "text": "План совета."}
    before = fresh(entry)
    doing(couple.mentor, entry, verbs.amend, **facts)
    row = fresh(entry)
    assert (row.state, row.hours, row.area, row.remark, row.edit) == ("written", 1, "council", "", 1)
    with pytest.raises(Outdated):  # the candidate confirms what was read, not what was written meanwhile
        verbs.confirm(before, seen=before.edit, by=couple.candidate, at=clock.now())
    doing(couple.candidate, entry, verbs.confirm)

    assert (fresh(entry).state, fresh(entry).settled_by) == ("confirmed", couple.candidate)
    assert refusal(doing, couple.mentor, entry, verbs.amend, **facts) == ["A-3.16b"]
    assert refusal(doing, couple.mentor, entry, verbs.strike) == ["A-3.16b"]
    for verb, more in ((verbs.confirm, {}), (verbs.dispute, {"remark": "Нет."})):
        with pytest.raises(WrongState):
            doing(couple.candidate, entry, verb, **more)
    own = made.entry(couple.pair, couple.candidate)
    assert (own.is_by_mentor, fresh(own).state, fresh(own).settled_by) == (False, "confirmed", couple.candidate)
    struck = made.entry(couple.pair, couple.mentor)
    doing(couple.mentor, struck, verbs.strike)
    assert fresh(struck).state == "struck"
    told = AuditEntry.objects.filter(subject_type="mentoring.helpentry", subject_id=str(entry.pk)).order_by("pk")
    assert [one.verb.partition(".")[2] for one in told] == ["write", "dispute", "amend", "confirm"]


@clause("A-3.16b")
def test_only_the_two_organisations_write_and_others_do_not_see_the_pair(couple):
    reader = ground.user("department_reviewer")
    for by in (couple.stranger, couple.secretary, reader):
        with pytest.raises(PermissionDenied):
            made.entry(couple.pair, by)
    entry, address = made.entry(couple.pair, couple.mentor), couple.pair.get_absolute_url()
    people = (couple.mentor, couple.candidate, couple.secretary, reader, couple.stranger)
    answers = [Visitor(User.objects.get(pk=user.pk)).get(address) for user in people]
    assert [one.status_code for one in answers] == [200, 200, 200, 200, 404]
    writes = ['data-do="confirm"', f'href="/pairs/help/{entry.pk}/"', f'href="{address}help/"', 'data-do="plan"']
    shown = [[one in answer.content.decode() for one in writes] for answer in answers[:4]]
    assert shown == [[False, True, True, True], [True, False, True, True], [False] * 4, [False] * 4]
    head = couple.pair.candidate.head_on(clock.today()).person.full_name
    page = answers[0].content.decode()
    assert [one in page for one in (head, made.TEXT[:15], couple.pair.candidate.email, "№&nbsp;7")] == [True] * 4
    stranger = Visitor(couple.stranger)
    for where in (f"{address}help/", f"/pairs/help/{entry.pk}/", f"/pairs/help/{entry.pk}/dispute/"):
        assert (stranger.get(where).status_code, stranger.send(where, **sent()).status_code) == (404, 404)
    assert stranger.send(f"/pairs/help/{entry.pk}/confirmation/", seen="0").status_code == 404


@clause("A-3.16b", "A-4.11")
def test_bad_input_is_said_at_its_field_and_what_was_typed_stays(couple):
    mentor, address = Visitor(couple.mentor), f"{couple.pair.get_absolute_url()}help/"
    line = couple.pair.plan.create(
        area="council", text="План", due_on=days(3), written_at=clock.now(), written_by=couple.mentor
    )
    wrong = {
        "on": [days(1), days(-61), "31.31.2025", ""], "area": ["sport", ""], "text": ["", "  ", "я" * 2001],
        "hours": ["0", "25", "много", "1,555", "-1", "NaN"], "line": [str(line.pk), "999999", "x"],
        "files": [SimpleUploadedFile("вирус.pdf", b"MZ not a PDF")],
    }  # fmt: skip
    for field, values in wrong.items():
        for value in values:
            answer = mentor.send(address, **sent(**{"result": "Набранный итог", field: value}))
            assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field]), (field, value)
            assert "Набранный итог" in answer.content.decode()
    early = mentor.send(address, **sent(on=days(-61))).content.decode()
    assert "(п. 4.11)" in early.replace("\xa0", " ")
    assert HelpEntry.objects.count() == 0
    assert mentor.send(address, **sent(area="council", line=line.pk)).status_code == 302
    assert mentor.send(address, **sent(hours="0.25")).status_code == 302
    assert sorted(HelpEntry.objects.values_list("hours", "line")) == [
        (Decimal("0.25"), None), (Decimal("1.50"), line.pk)
    ]  # fmt: skip


@clause("A-3.16b")
def test_what_one_typed_is_kept_when_the_entry_was_changed_meanwhile(couple):
    entry, mentor = made.entry(couple.pair, couple.mentor), Visitor(couple.mentor)
    address = f"/pairs/help/{entry.pk}/"
    assert f'value="{entry.edit}"' in mentor.get(address).content.decode()
    doing(couple.mentor, entry, verbs.amend, on=days(-2), area="council", hours=Decimal(2), text="Первый.")
    answer = mentor.send(address, **sent(seen=0, text="Второй."))
    page = answer.content.decode()
    assert (answer.status_code, "Первый." in page, "Второй." in page) == (422, True, True)
    assert dict(answer.context["form"].stands)["Направление помощи"] == fresh(entry).get_area_display()
    assert fresh(entry).text == "Первый."
    assert mentor.send(address, **sent(seen=1, text="Второй.")).status_code == 302
    assert (fresh(entry).text, fresh(entry).edit) == ("Второй.", 2)
    candidate = Visitor(couple.candidate)
    assert candidate.get(address).status_code == 302  # it is the other side's
    candidate.send(f"/pairs/help/{entry.pk}/confirmation/", seen="1")
    assert fresh(entry).state == "written"
    refused = candidate.send(f"/pairs/help/{entry.pk}/dispute/", seen="2", remark="")
    assert (refused.status_code, "remark" in refused.context["form"].errors) == (422, True)
    candidate.send(f"/pairs/help/{entry.pk}/dispute/", seen="2", remark="Было иначе.")
    assert (fresh(entry).state, fresh(entry).remark) == ("disputed", "Было иначе.")
    mentor.send(f"/pairs/help/{entry.pk}/striking/", seen="2")
    assert fresh(entry).state == "struck"
    assert mentor.get(address).status_code == 404


@clause("A-3.16b")
def test_a_file_of_the_journal_is_opened_by_those_who_see_the_pair_alone(couple):
    scans = [SimpleUploadedFile(f"план-{n}.pdf", PDF + bytes(n), "application/pdf") for n in range(2)]
    mentor = Visitor(couple.mentor)
    assert mentor.send(f"{couple.pair.get_absolute_url()}help/", **sent(files=scans)).status_code == 302
    rows = list(HelpFile.objects.select_related("file"))
    assert [row.file.organisation for row in rows] == [couple.pair.mentor] * 2
    many = [SimpleUploadedFile(f"{n}.pdf", PDF + bytes(n), "application/pdf") for n in range(6)]
    refused = mentor.send(f"{couple.pair.get_absolute_url()}help/", **sent(files=many))
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["files"])
    people = (couple.mentor, couple.candidate, couple.secretary, couple.stranger)
    for where, expected in ((f"/pairs/files/{rows[0].pk}/", [200, 200, 200, 404]),
                            (f"/files/{rows[0].file_id}/", [404] * 4)):  # fmt: skip
        assert [status_of(Visitor(user), where) for user in people] == expected
    doing(couple.mentor, rows[0].entry, verbs.strike)
    assert status_of(mentor, f"/pairs/files/{rows[0].pk}/") == 404


@clause("A-4.11")
def test_with_the_end_of_the_pair_plan_and_journal_are_closed(couple):
    entry = made.entry(couple.pair, couple.mentor, on=days(-9))
    ahead = ended(couple.pair, days(1))
    made.entry(ahead, couple.mentor)  # the last day is still a day of the pair
    over = ended(couple.pair, days(-5))
    assert refusal(made.entry, over, couple.mentor, on=days(-8)) == ["A-4.11"]
    for by, verb, facts in (
        (couple.candidate, verbs.confirm, {}), (couple.candidate, verbs.dispute, {"remark": "Нет."}),
        (couple.mentor, verbs.strike, {}),
        (couple.mentor, verbs.amend, {"on": days(-9), "area": "policy", "hours": 1, "text": "x"}),
    ):  # fmt: skip
        assert refusal(doing, by, entry, verb, **facts) == ["A-4.11"]
    page = Visitor(couple.mentor).get(couple.pair.get_absolute_url()).content.decode()
    wanted = (f'href="/pairs/{over.pk}/help/"', "data-do=", made.TEXT[:15])
    assert [one in page for one in wanted] == [False, False, True]
    closed = Visitor(couple.mentor).get(f"/pairs/{over.pk}/help/").content.decode()
    assert ("enctype" in closed, "4.11" in closed) == (False, True)


def told():
    return sorted(Letter.objects.filter(notice="pair_silent").values_list("to", flat=True))


def work(at):
    """The nightly work as the worker does it."""
    job = outbox.order("pairs.silence", by=None, at=at)
    while not (progress := background.WORKS["pairs.silence"].step(job, at)).is_over:
        job.done = progress.done
    return progress.done


@clause("A-3.16b")
def test_thirty_days_of_silence_ask_both_sides_and_the_secretary_once(couple):
    assert "pairs.silence" in background.DAILY
    entry, now = made.entry(couple.pair, couple.candidate, on=days(-20)), clock.now()
    other = made.pairs.approved_pair(couple.secretary, on=days(0))
    assert [work(now + timedelta(days=n)) for n in (0, 9)] == [0, 0]
    assert work(now + timedelta(days=14)) == 1  # the machine slept for four days
    assert [work(now + timedelta(days=n)) for n in (14, 15)] == [0, 0]
    everybody = sorted([couple.mentor.email, couple.candidate.email, couple.secretary.email])
    assert told() == everybody
    letter = Letter.objects.filter(to=couple.mentor.email, notice="pair_silent").get()
    assert (couple.pair.candidate.title in letter.body, couple.pair.get_absolute_url() in letter.body) == (True, True)
    assert SilenceLetter.objects.get().since == entry.on
    for user in (couple.mentor, couple.candidate, couple.secretary):
        duties = desk.duties_of(User.objects.get(pk=user.pk), now + timedelta(days=14))
        assert [one.clause for one in duties if "34" in one.text] == ["A-3.16b"]
    assert "A-3.16b" not in {one.clause for one in desk.duties_of(couple.stranger, now + timedelta(days=14))}
    made.entry(couple.pair, couple.mentor, on=days(0))
    assert work(now + timedelta(days=29)) == 0
    assert work(now + timedelta(days=44)) == 2  # the other pair has never helped; this one is silent again
    assert Letter.objects.filter(notice="pair_silent", to=couple.secretary.email).count() == 3
    ended(other, days(1))
    assert work(now + timedelta(days=90)) == 0
    ground.settle(pair_silence_days=7)
    assert {row.pair_id for row in SilenceLetter.objects.all()} == {couple.pair.pk, other.pk}


@clause("A-3.16b")
def test_progress_is_counted_for_many_pairs_in_two_queries(couple, django_assert_num_queries):
    confirmed = made.entry(couple.pair, couple.mentor, hours="2")
    doing(couple.candidate, confirmed, verbs.confirm)
    made.entry(couple.pair, couple.candidate, area="council", hours="0.5", on=days(-3))
    made.entry(couple.pair, couple.mentor, area="policy", hours="4")
    struck = made.entry(couple.pair, couple.mentor, area="measures", hours="8")
    doing(couple.mentor, struck, verbs.strike)
    more = [made.pairs.approved_pair(couple.secretary) for _one in range(2)]
    for rows in ([couple.pair], [couple.pair, *more]):
        with django_assert_num_queries(2):
            found = help_summary(rows)
    summary = found[couple.pair.pk]
    assert (summary.hours, summary.confirmed, summary.waiting, summary.last_on) == (Decimal("2.5"), 2, 1, days(0))
    assert {key: (area.hours, area.confirmed) for key, area in summary.areas.items()} == {
        "policy": (2, 1), "council": (Decimal("0.5"), 1), "analysis": (0, 0), "measures": (0, 0),
    }  # fmt: skip
    assert (found[more[0].pk].hours, found[more[0].pk].last_on) == (0, None)
