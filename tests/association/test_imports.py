"""An import from the file to the records: preview, confirmation, what happens to each kind of record."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from association import clock, tasks
from association.actions import imports, organisations
from association.doors import open_table
from association.import_cells import reason
from association.models import (
    AuditEntry,
    District,
    Headship,
    ImportOutcome,
    Organisation,
    OrganisationImport,
    OrganisationName,
    Person,
)
from association.workflow import WrongState
from tests.association.import_tables import (
    HEADINGS,
    SAMPLE,
    begin,
    cells,
    confirm,
    inn,
    kinds,
    school,
    upload,
    workbook,
    worked,
)
from tests.factories import association as ground

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary():
    ground.association()
    return ground.secretary()


def why(row):
    return str(reason(row.reason) or "")


def test_the_messy_sample_is_understood(secretary):
    source = begin(secretary, data=SAMPLE.read_bytes())
    found = kinds(source)

    assert (source.state, source.total, source.totals) == ("ready", 68, [78])
    assert source.fields == ["sector", "full", "head", "inn", "district", "email", "qms_until"]
    assert {kind: list(found.values()).count(kind) for kind in set(found.values())} == {
        "new": 57, "error": 7, "double": 4,
    }  # fmt: skip
    assert [number for number, kind in found.items() if kind == "double"] == [45, 48, 64, 67]
    assert cells(source, 11) == {
        "full": "new", "inn": "new", "sector": "new", "district": "new", "head": "new", "email": "error",
        "qms_until": "error",
    }  # fmt: skip
    assert Organisation.objects.count() == 0


def test_the_messy_sample_is_recorded_without_its_wrong_records(secretary):
    source = confirm(begin(secretary, data=SAMPLE.read_bytes()), secretary)
    school = Organisation.objects.get(inn="2201815906")

    assert (source.state, Organisation.objects.count()) == ("applied", 57)
    name, head = school.name_on(clock.today()), school.head_on(clock.today())
    assert (name.full, name.short, name.starts_on) == (
        "МАОУ «Демонстрационная лицей № 900»", "МАОУ «Демонстрационная лицей № 900»", clock.today(),
    )  # fmt: skip
    assert (head.person.initials_first, head.post, head.post_dative) == ("А.\u00a0А. Образцова".replace(". О", ".\u00a0О"), "директор", "Директору")  # fmt: skip  # noqa: E501
    assert (school.sector, school.district.kind, school.district.name) == ("general", "city", "Славгород")
    assert Organisation.objects.filter(name_search__contains="лицей 900").get() == school
    assert District.objects.count() == 15


def test_the_same_file_again_changes_nothing(secretary):
    confirm(begin(secretary, data=SAMPLE.read_bytes()), secretary)
    again = begin(secretary, data=SAMPLE.read_bytes())

    assert set(kinds(again).values()) == {"same", "error", "double"}
    assert confirm(again, secretary).outcomes.count() == 0


def test_each_cell_of_a_known_organisation_says_what_it_would_do(secretary):
    confirm(begin(secretary, school(1)), secretary)
    told = {
        "Наименование": "мбоу  «ПРОБНАЯ ШКОЛА №1»", "Телефон": "7(3852)000000", "Эл. почта": "new@example.org",
        "Адрес": "", "ФИО руководителя": "Макетов Ж.Ж.", "Тип": "лицей",
    }  # fmt: skip
    source = begin(secretary, school(1, **told))

    assert kinds(source) == {2: "changed"}
    assert cells(source, 2) == {
        "full": "same", "inn": "same", "type": "changed", "district": "same", "head": "same", "email": "changed",
        "phone": "same",
    }  # fmt: skip
    assert source.rows.get().cells["email"] == {"s": "changed", "v": "new@example.org", "o": "school1@example.org"}


def test_a_change_is_a_new_dated_row_and_leaves_the_rest(secretary):
    known = ground.organisation("МБОУ «Пробная школа № 1»", inn=inn(1), phone="+7 1")
    told = {"Наименование": "МБОУ «Лицей № 1»", "Телефон": "", "ФИО руководителя": "Тестова Галина Глебовна"}
    confirm(begin(secretary, school(1, **told)), secretary)

    known.refresh_from_db()
    names = list(known.names.order_by("pk").values_list("full", "starts_on", "ends_on"))
    assert names == [
        ("Муниципальное учреждение МБОУ «Пробная школа № 1»", ground.DAY, clock.today()),
        ("МБОУ «Лицей № 1»", clock.today(), None),
    ]
    assert (known.phone, known.name_on(clock.today()).short) == ("+7 1", "МБОУ «Пробная школа № 1»")
    heads = [row.person.surname for row in known.headships.order_by("pk")]
    assert (heads, known.head_on(clock.today()).person.surname) == (["Примеров", "Тестова"], "Тестова")
    assert "лицей" in known.name_search


def test_without_an_inn_the_full_name_decides_and_an_ambiguous_one_is_refused(secretary):
    ground.organisation("Школа № 1", place="Бийск")
    ground.organisation("Школа № 2", place="Бийск")
    ground.organisation("Школа № 2", place="Барнаул")
    names = [f"муниципальное учреждение школа № {number}" for number in (1, 2, 2)]
    lines = [
        school(number, Наименование=name, ИНН="", Район=place)
        for number, name, place in zip((1, 2, 3), names, ("", "", "г. Барнаул"), strict=True)
    ]
    source = begin(secretary, lines[0], lines[1])
    narrowed = begin(secretary, lines[2])

    assert (kinds(source), kinds(narrowed)) == ({2: "changed", 3: "error"}, {2: "changed"})
    assert why(source.rows.get(number=3)) != ""


def test_another_inn_means_another_organisation_of_the_same_name(secretary):
    ground.organisation("Школа № 1", inn=inn(7))
    source = begin(secretary, school(1, Наименование="Муниципальное учреждение Школа № 1"))

    assert kinds(source) == {2: "new"}


def test_doubles_are_found_by_inn_and_by_name(secretary):
    name = {"Наименование": "Лицей"}
    lines = [school(1), school(2, ИНН=inn(1)), school(3, **name), school(4, **name, ИНН=""), school(5, ИНН="12")]
    source = begin(secretary, *lines, school(5))

    assert kinds(source) == {2: "new", 3: "double", 4: "new", 5: "double", 6: "error", 7: "new"}
    assert "2" in why(source.rows.get(number=3))


def test_records_with_a_wrong_cell_are_recorded_only_when_the_person_wants_it(secretary):
    lines = [school(1, **{"Эл. почта": "нет"}), school(2)]
    confirm(begin(secretary, *lines), secretary, with_faults=False)
    assert [row.inn for row in Organisation.objects.all()] == [inn(2)]

    confirm(begin(secretary, *lines), secretary)
    assert Organisation.objects.get(inn=inn(1)).email == ""


def test_what_changed_in_the_portal_since_the_preview_is_left_out_and_named(secretary):
    confirm(begin(secretary, school(1), school(2)), secretary)
    changes = {"Телефон": "+7 3852 11-11-11"}
    source = begin(secretary, school(1, **changes), school(2, **changes), school(3))
    first = Organisation.objects.get(inn=inn(1))
    organisations.correct_details(first, phone="+7 3852 22-22-22", by=secretary, at=clock.now())
    ground.organisation("Школа", inn=inn(3))
    confirm(source, secretary)

    acts = dict(source.outcomes.values_list("row__number", "act"))
    assert acts == {2: "left", 3: "changed", 4: "left"}
    phones = list(Organisation.objects.filter(inn__in=[inn(1), inn(2)]).order_by("inn").values_list("phone", flat=True))
    assert phones == ["+7 3852 22-22-22", "+7 3852 11-11-11"]
    assert reason(source.outcomes.get(row__number=2).reason)


def test_a_later_name_is_not_overtaken(secretary):
    known = ground.organisation("Школа", inn=inn(1))
    OrganisationName.objects.filter(organisation=known).update(starts_on=clock.today() + timedelta(days=5))
    source = begin(secretary, school(1))

    assert cells(source, 2)["full"] == "error"


def test_an_unknown_territory_is_added_once_and_one_without_a_kind_is_a_wrong_cell(secretary):
    lines = [school(1), school(2), school(3, Район="Нигде"), school(4, Район="Пробный")]
    source = confirm(begin(secretary, *lines), secretary)

    assert [row.name for row in District.objects.all()] == ["Пробный"]
    assert (len(source.places), cells(source, 4)["district"]) == (1, "error")
    assert cells(begin(secretary, school(5, Район="пробный")), 2)["district"] == "new"


def test_a_person_may_give_the_columns_another_meaning(secretary):
    source = begin(secretary, data=workbook(["Школа № 1", inn(1), "г. Пробный", "общее"],
                                            headings=("Учреждение", "ИНН", "Где", "Уровень")))  # fmt: skip
    assert source.fields == ["full", "inn", "sector"]
    imports.reread(source, fields=["full", "inn", "district", ""], by=secretary, at=clock.now())
    worked(source)

    assert (source.state, source.fields) == ("ready", ["full", "inn", "district"])
    assert cells(source, 2) == {"full": "new", "inn": "new", "district": "new", "sector": "new"}


@pytest.mark.parametrize(
    ("lines", "headings"),
    [([["а", "б"]], ("в", "г")), ([], HEADINGS), ([["Итого", 5]], ("Наименование", "ИНН"))],
)
def test_a_table_without_headings_or_records_is_refused_with_its_reason(lines, headings, secretary):
    source = begin(secretary, data=workbook(*lines, headings=headings))

    assert (source.state, source.job.state, str(reason(source.refusal)) != "") == ("refused", "done", True)


def test_csv_of_the_old_code_page_is_imported(secretary):
    text = f"Полное наименование;ИНН;Уровень\nШкола «Ёлочка»;{inn(1)};общее\n"
    source = confirm(begin(secretary, data=text.encode("cp1251"), name="Школы.csv"), secretary)

    assert (source.file.kind, Organisation.objects.get().title) == ("csv", "Школа «Ёлочка»")


def test_kyrgyz_numbers_are_those_of_kyrgyzstan(secretary):
    text = "Толук аталышы;ИНН;Деңгээли\nКесиптик лицей;01202199910001;кесиптик\n"
    source = confirm(begin(secretary, data=text.encode(), name="a.csv", country="KG"), secretary)

    row = Organisation.objects.get()
    assert (source.state, row.country, row.inn, row.sector) == ("applied", "KG", "01202199910001", "vocational")


def test_only_who_manages_organisations_imports_them(secretary):
    director = ground.director(ground.organisation())
    with pytest.raises(PermissionDenied):
        imports.begin(open_table(upload(workbook(school(1)))), country="RU", by=director, at=clock.now())
    source = begin(secretary, school(1))
    with pytest.raises(PermissionDenied):
        imports.confirm(source, with_faults=True, on=clock.today(), by=director, at=clock.now())


def test_an_import_is_confirmed_once_and_one_that_was_given_up_never(secretary):
    source = confirm(begin(secretary, school(1)), secretary)
    with pytest.raises(WrongState):
        confirm(source, secretary)
    dropped = begin(secretary, school(2))
    imports.drop(dropped, by=secretary, at=clock.now())
    with pytest.raises(WrongState):
        confirm(dropped, secretary)
    assert (Organisation.objects.count(), dropped.rows.count()) == (1, 0)


def test_each_batch_is_one_entry_of_the_journal_with_the_ids(secretary):
    source = confirm(begin(secretary, *[school(number) for number in range(210)]), secretary)

    entries = AuditEntry.objects.filter(verb="import.apply", subject_id=str(source.pk)).order_by("pk")
    assert [len(entry.facts["made"]) for entry in entries] == [200, 10]
    assert {entry.by for entry in entries} == {secretary}
    assert (Organisation.objects.count(), Headship.objects.count(), Person.objects.filter(surname="Макетов").count()) == (210,) * 3  # fmt: skip  # noqa: E501


def test_a_batch_that_runs_twice_records_nothing_twice(secretary):
    source = begin(secretary, *[school(number) for number in range(203)])
    imports.confirm(source, with_faults=True, on=clock.today(), by=secretary, at=clock.now())
    job = source.job
    assert tasks.work(job.pk) is True
    job.refresh_from_db()
    assert (job.state, job.done, job.total, Organisation.objects.count()) == ("queued", 200, 203, 200)
    type(job).objects.filter(pk=job.pk).update(done=0)  # the batch was recorded, its progress was not
    worked(source)

    assert (source.state, Organisation.objects.count(), ImportOutcome.objects.count()) == ("applied", 203, 203)
    assert OrganisationImport.objects.get().state == "applied"
