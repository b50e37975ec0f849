"""What the matrix of routes needs of stewards, processes and the library, with the forms that people would send."""

from association import clock
from association.models import Organisation, User
from tests.factories import presidium as sittings
from tests.factories import stewards as make
from tests.policy_forms import scan


def shared_out(own: User, people: sittings.Cast, school: int) -> dict[str, object]:
    """A duty and a material of a member school of `own`, a distribution in preparation, a process that is free."""
    by, mine = people.secretary, Organisation.objects.get(pk=school)
    duty, free = make.duty(by, mine), make.process(by, "2.9", "Столовая")
    row = make.written(by, (make.process(by, "2.8", "Транспорт"), mine, None))
    return {
        "steward_duty": duty.pk, "duty_list": row.pk, "duty_line": row.lines.get().pk, "free_process": free.pk,
        "material_given": make.material(own, mine).pk,
    }  # fmt: skip


def forms(things: dict) -> dict[str, dict]:
    """What a person would send."""
    material = {"title": "Памятка", "audience": "members", "licence": "association", "file": scan()}
    return {
        "library_new": {"organisation": things["member"], "kind": "other", **material},
        "library_taking_back": {"reason": "Устарело."},
        "qms_processes": {"code": "9.9", "name": "Музей", "is_core": "0"},
        "qms_process_closing": {"on": clock.today()},
        "duty_lines": {"process": things["free_process"], "organisation": things["member"]},
        "duty_releases": {"back-duty": things["steward_duty"]},
        "process_duty": {"kind": "procedure", **material},
    }
