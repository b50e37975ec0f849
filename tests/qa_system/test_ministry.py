"""The ministry reads what is public or submitted, by level and oblast, and changes nothing (K-O4, K-O3)."""

from contextlib import suppress
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import NoReverseMatch, reverse
from openpyxl import load_workbook

from association import clock, keys, policy
from association.models import AuditEntry, Invitation
from association.statute import Refused
from qa_system.actions import council, documents, publications, stakeholders, systems
from qa_system.actions import ministry as verbs
from qa_system.models import Jurisdiction, MinistryRemark
from qa_system.queries import compliance, declarations, facts_of, readiness
from qa_system.queries.ministry import entrusted, overviews
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import qa
from tests.factories.browser import Visitor

pytestmark = pytest.mark.django_db
AT, DAY = ground.AT, ground.DAY
CANARY = "канарейка-долбоор"
LIST_QUERIES = 16
# What the people of an organisation hold; an official holds none of it.
OWN_RIGHTS = (
    "view_qa keep_qa publish_qa approve_qa enter_council_decision fill_process write_conclusion enter_figures".split()
)


@pytest.fixture
def colleges():
    """A lyceum, a college in Osh and one in Bishkek."""
    ground.association()
    return qa.system("initial"), qa.system("secondary"), qa.system("secondary", place="Бишкек")


@pytest.fixture
def official(colleges):
    return qa.official("secondary", colleges[1].organisation.district)


def address_of(name, number):
    """The address of a route of an organisation, whatever it asks for beside a number."""
    for more in ((), ("steps",), (1,)):
        with suppress(NoReverseMatch):
            return reverse(name, args=[number, *more] if name != "qa" else [])
    raise LookupError(name)


def names(visitor, query=""):
    return [one["row"].system for one in visitor.get(f"/qa/ministry/{query}").context["rows"]]


@clause("K-O4")
def test_an_official_sees_the_level_and_the_place_entrusted_and_only_then(colleges, official):
    lyceum, osh, bishkek = colleges
    assert names(Visitor(official)) == [osh]
    assert set(names(Visitor(qa.official("secondary")))) == {osh, bishkek}
    assert names(Visitor(qa.official("initial"))) == [lyceum]
    assert names(Visitor(qa.official("higher"))) == []

    visitor = Visitor(official)
    assert visitor.get(f"/qa/ministry/{osh.pk}/").status_code == 200
    for foreign in (lyceum, bishkek):
        assert visitor.get(f"/qa/ministry/{foreign.pk}/").status_code == 404
        assert visitor.post(f"/qa/ministry/{foreign.pk}/", {keys.FIELD: keys.new_key(), "text": "?"}).status_code == 404


@clause("K-O4")
def test_what_ended_or_has_not_begun_opens_nothing(colleges):
    lyceum, *_others = colleges
    official = qa.official("initial")
    row = official.jurisdictions.get()
    verbs.relieve(row, on=clock.today(), by=ground.secretary(), at=AT)
    assert list(entrusted(official)) == []
    verbs.entrust(official, level="initial", oblast=None, on=clock.today() + timedelta(days=1), by=None, at=AT)
    assert list(entrusted(official)) == []
    assert Visitor(official).get(f"/qa/ministry/{lyceum.pk}/").status_code == 404


@clause("K-O4")
def test_drafts_are_read_by_nobody_of_the_ministry(colleges, official):
    system = colleges[1]
    officer = qa.officer(system)
    document = documents.add(
        system, kind="manual", code="СК-2", title_ru=f"Колдонмо {CANARY}", on=DAY, by=officer, at=AT
    )
    draft = document.versions.get()
    documents.write(draft, seen=1, body_ru=CANARY, by=officer, at=AT)
    systems.describe(system, seen=1, mission_ru=CANARY, by=officer, at=AT)
    stakeholders.set_goal(system, text_ru=CANARY, text_ky=CANARY, starts_in=2026, ends_in=2030, by=officer, at=AT)
    visitor = Visitor(official)
    addresses = ("/qa/ministry/", f"/qa/ministry/{system.pk}/", "/desk/", "/search/?q=долбоор")
    assert [one for one in addresses if CANARY in visitor.get(one).content.decode()] == []
    assert visitor.get(f"/qa/ministry/versions/{draft.pk}/").status_code == 404

    # put before the council it is read; taken back it is a draft again
    row = council.submit_version(draft, by=officer, at=AT)
    assert CANARY in visitor.get(f"/qa/ministry/versions/{draft.pk}/").content.decode()
    assert visitor.get(f"/qa/ministry/{system.pk}/").content.decode().count(CANARY) > 0
    council.take_back(row, by=officer, at=AT)
    assert CANARY not in visitor.get(f"/qa/ministry/{system.pk}/").content.decode()
    assert visitor.get(f"/qa/ministry/versions/{draft.pk}/").status_code == 404

    # returned by the council it is a draft too; approved by it, it stays readable
    qa.decide(council.submit_version(draft, by=officer, at=AT), outcome="returned", changes_ru="Дополнить")
    assert visitor.get(f"/qa/ministry/versions/{draft.pk}/").status_code == 404
    qa.decide(council.submit_version(draft, by=officer, at=AT))
    assert visitor.get(f"/qa/ministry/versions/{draft.pk}/").status_code == 200


@clause("K-O4")
def test_every_page_of_the_organisation_is_closed_to_an_official(colleges, official):
    system = colleges[1]
    visitor, key = Visitor(official), keys.FIELD
    own = [name for name in policy.routes() if name.startswith("qa") and policy.row_of(name) in OWN_RIGHTS]
    assert len(own) > 50
    answers = {}
    for name in own:
        address = address_of(name, system.pk)
        answers[name] = (visitor.get(address).status_code, visitor.post(address, {key: keys.new_key()}).status_code)
    assert {code for pair in answers.values() for code in pair} <= {403, 404, 405}
    assert not {code for _got, code in answers.values()} - {403, 404}


@clause("K-O4")
@pytest.mark.parametrize("role", ["department_reviewer", "secretary", "operator", "administrator"])
def test_the_altai_side_reads_nothing_of_it(colleges, role):
    visitor = Visitor(ground.user(role))
    for address in ("/qa/ministry/", f"/qa/ministry/{colleges[0].pk}/", "/qa/ministry/xlsx/", f"/qa/{colleges[0].pk}/"):
        assert visitor.get(address).status_code in (403, 404)


@clause("K-O3")
def test_a_consultant_reads_by_invitation_and_writes_nothing(colleges):
    system, other = colleges[1], colleges[0]
    consultant = ground.user("consultant", system.organisation)
    visitor = Visitor(consultant)
    assert visitor.get(f"/qa/{system.pk}/").status_code == 200
    assert visitor.get(f"/qa/{other.pk}/").status_code == 404
    assert visitor.get("/desk/").context["duties"] == []
    form = {keys.FIELD: keys.new_key(), "text_ru": "Цель", "text_ky": "Максат", "starts_in": 2026, "ends_in": 2030}
    assert visitor.post(f"/qa/{system.pk}/goals/", form).status_code == 403
    with pytest.raises(PermissionDenied):
        systems.describe(system, seen=1, mission_ru="?", by=consultant, at=AT)


@clause("K-O3", "K-O4")
def test_the_roles_of_the_quality_side_are_invited_each_in_its_scope(colleges):
    secretary = Visitor(ground.secretary())
    facts = {"email": "k@example.org", "surname": "Мисалов", "given": "Акыл", "language": "ky"}
    organisation = colleges[1].organisation.pk

    def invite(role, **more):
        return secretary.send("/invitations/person/", role=role, **facts, **more).status_code

    assert invite("consultant") == 422
    assert invite("ministry_reviewer", organisation=organisation) == 422
    assert invite("chair") == 422
    assert invite("consultant", organisation=organisation) == 302
    assert invite("ministry_reviewer") == 302
    assert list(Invitation.objects.values_list("role", "language", "organisation")) == [
        ("consultant", "ky", organisation), ("ministry_reviewer", "ky", None)
    ]  # fmt: skip
    assert Visitor(qa.officer(colleges[1])).get("/invitations/person/").status_code == 403


@clause("K-O4")
def test_the_operator_entrusts_and_relieves_with_dates(colleges):
    official = ground.user("ministry_reviewer")
    operator = Visitor(ground.user("operator"))
    assert any("/qa/ministry/officials/" in duty.url for duty in operator.get("/desk/").context["duties"])
    form = {"user": official.pk, "level": "secondary", "oblast": "", "on": clock.today().isoformat()}
    assert operator.send("/qa/ministry/officials/", **{**form, "level": "general"}).status_code == 422
    assert operator.send("/qa/ministry/officials/", **form).status_code == 302
    assert operator.send("/qa/ministry/officials/", **form).status_code == 422  # entrusted already
    assert entrusted(official).count() == 2
    row = Jurisdiction.objects.get()
    assert operator.send(f"/qa/ministry/officials/{row.pk}/end/").status_code == 302
    row.refresh_from_db()
    assert (row.ends_on, entrusted(type(official).objects.get(pk=official.pk)).count()) == (clock.today(), 0)
    assert operator.send(f"/qa/ministry/officials/{row.pk}/end/").status_code == 404
    assert Visitor(official).get("/qa/ministry/officials/").status_code == 403
    assert set(AuditEntry.objects.values_list("verb", flat=True)) >= {
        "qa.jurisdiction.entrust", "qa.jurisdiction.relieve"
    }  # fmt: skip


@clause("K-O4")
def test_nobody_but_an_official_is_entrusted(colleges):
    with pytest.raises(Refused):
        verbs.entrust(qa.officer(colleges[0]), level="initial", oblast=None, on=DAY, by=None, at=AT)


@clause("K-O4")
def test_a_remark_is_answered_and_each_side_finds_it_on_the_desk(colleges, official):
    system = colleges[1]
    officer = qa.officer(system)
    reader, keeper = Visitor(official), Visitor(officer)
    assert reader.send(f"/qa/ministry/{system.pk}/", text=" ").status_code == 422
    assert reader.send(f"/qa/ministry/{system.pk}/", text="Где отчёт?").status_code == 302
    root = MinistryRemark.objects.get()
    address = f"/qa/{system.pk}/remarks/"
    assert address in [duty.url for duty in keeper.get("/desk/").context["duties"]]
    assert "Где отчёт?" in keeper.get(address).content.decode()

    assert keeper.send(f"/qa/remarks/{root.pk}/answers/", text="В октябре.").status_code == 302
    assert address not in [duty.url for duty in keeper.get("/desk/").context["duties"]]
    assert f"/qa/ministry/{system.pk}/" in [duty.url for duty in reader.get("/desk/").context["duties"]]
    assert reader.send(f"/qa/ministry/remarks/{root.pk}/answers/", text="Спасибо.").status_code == 302
    assert [row.text for row in root.answers.all()] == ["В октябре.", "Спасибо."]
    lines = [line["ours"] for line in reader.get(f"/qa/ministry/{system.pk}/").context["threads"][0]["lines"]]
    assert lines == [False, True, False]


@clause("K-O4")
def test_strangers_take_no_part_in_the_dialogue(colleges, official):
    lyceum, system, _bishkek = colleges
    root = verbs.remark(system, about=None, text="?", answer_of=None, by=official, at=clock.now())
    stranger = Visitor(qa.officer(lyceum))
    assert stranger.send(f"/qa/remarks/{root.pk}/answers/", text="!").status_code == 404
    assert Visitor(qa.official("initial")).send(f"/qa/ministry/remarks/{root.pk}/answers/", text="!").status_code == 404
    assert Visitor(qa.head(system)).send(f"/qa/ministry/remarks/{root.pk}/answers/", text="!").status_code == 403
    with pytest.raises(PermissionDenied):
        verbs.remark(system, about=None, text="?", answer_of=None, by=qa.officer(system), at=clock.now())
    with pytest.raises(Refused):
        verbs.remark(lyceum, about=None, text="!", answer_of=root, by=qa.officer(lyceum), at=clock.now())
    assert MinistryRemark.objects.count() == 1


@clause("K-7.1", "K-7.2", "K-7.3", "K-7.10", "K-7.11")
def test_the_list_counts_readiness_as_the_organisation_itself_sees_it(colleges):
    filled = colleges[1]
    qa.fill(filled)
    day = clock.today()
    for row in overviews(entrusted(qa.official("secondary")), day):
        facts = facts_of(row.system, day)
        declared = declarations(row.system, facts)
        own = readiness(row.system, facts, declared)
        assert [(line.clause, line.standing) for line in row.lines] == [(line.clause, line.standing) for line in own]
        assert compliance(row.system, facts, declared)
        assert (row.met > 0) == (row.system == filled)


@clause("K-O4")
def test_the_list_is_filtered_sorted_and_taken_away_as_a_workbook(colleges):
    _lyceum, osh, bishkek = colleges
    qa.fill(osh)
    visitor = Visitor(qa.official("secondary"))
    assert names(visitor, "?lacks=policy") == [bishkek]
    assert names(visitor, "?lacks=K-7.3") == [bishkek]
    assert names(visitor, f"?oblast={osh.organisation.district_id}") == [osh]
    assert names(visitor, f"?q={bishkek.organisation.title.split()[1]}") == [bishkek]
    assert names(visitor, "?sort=ready") == [bishkek, osh]
    assert names(visitor, "?sort=-ready") == [osh, bishkek]
    assert len(names(visitor, "?level=nothing&page=99&sort=%00")) == 2
    page = load_workbook(BytesIO(visitor.get("/qa/ministry/xlsx/?lacks=policy").content)).active
    assert [row[0].value for row in page.iter_rows(min_row=2)] == [bishkek.organisation.title]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_for_one_as_for_three(count, django_assert_num_queries):
    ground.association()
    for _one in range(count):
        qa.fill(qa.system("secondary"))
    visitor = Visitor(qa.official("secondary"))
    visitor.get("/qa/ministry/")
    with django_assert_num_queries(LIST_QUERIES):
        assert len(names(visitor)) == count


def opened(visitor, file):
    answer = visitor.get(f"/files/{file.pk}/")
    if answer.streaming:
        answer.getvalue()
    return answer.status_code


@clause("K-O4", "K-18b")
def test_files_follow_the_texts_they_belong_to(colleges, official):
    system = colleges[1]
    officer = qa.officer(system)
    stored = qa.stored(system, officer)
    document = documents.add(system, kind="policy", code="СК-1", title_ru="Политика", on=DAY, by=officer, at=AT)
    version = document.versions.get()
    documents.write(version, seen=1, file_ru=stored, by=officer, at=AT)
    visitor = Visitor(official)
    assert opened(visitor, stored) == 404
    assert opened(Visitor(officer), stored) == 200
    qa.decide(council.submit_version(version, by=officer, at=AT))
    assert opened(visitor, stored) == 200
    assert opened(Visitor(qa.official("initial")), stored) == 404
    version.refresh_from_db()
    publications.publish_version(version, year=2026, on=clock.today(), by=officer, at=clock.now())
    assert visitor.get(f"/qa/ministry/{system.pk}/").context["publications"]
