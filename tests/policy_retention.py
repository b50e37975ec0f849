"""What the matrix of routes needs of the file plan, holds and acts of write-off, with the forms people would send."""

from association import clock
from association.actions import retention, write_offs
from association.models import FileKind
from association.proofs import Password
from association.queries_retention import documents_of
from tests.factories import association as ground
from tests.factories import presidium as sittings
from tests.factories import retention as make
from tests.policy_forms import scan


def kept_files(people: sittings.Cast) -> dict[str, object]:
    """Old minutes: free, on an act in preparation and held, on acts that await the commission and the chair."""
    by, at, today = people.secretary, clock.now(), clock.today()
    kept, listed, awaited, signed = (make.old_minutes(people) for _one in range(4))
    draft = make.begun(people, listed)
    document = documents_of([make.key(listed)], today)[0].document
    hold = retention.set_hold(document, reason="Запрос суда", by=by, at=at)
    offered, approvable = make.offered(people, awaited, chair=2), make.offered(people, signed, chair=3)
    proof = {"proof": Password(ground.PASSWORD), "sha256": approvable.paper.sha256}
    write_offs.sign(approvable, by=people.seats[3], at=at, **proof)
    plan = retention.begin_plan(today.year, by=by, at=at)
    retention.offer_plan(plan, by=by, at=at)
    return {
        "kept": kept.pk, "hold": hold.pk, "act_draft": draft.pk, "act_line": draft.lines.get().pk,
        "act_offered": offered.pk, "act_signed": approvable.pk, "act_sha256": offered.paper.sha256,
        "approval_sha256": approvable.paper.sha256, "file_plan": plan.pk,
        "file_plan_sha256": make.inked(plan.paper).sha256,
        "file_plan_draft": retention.begin_plan(today.year + 2, by=by, at=at).pk,
        "file_kind": FileKind.objects.get(index="01-15").pk,
        "commission": [user.person_id for user in people.seats[1:4]],
    }  # fmt: skip


def forms(things: dict) -> dict[str, dict]:
    """What a person would send."""
    today = clock.today()
    named = {f"person{n}": pk for n, pk in enumerate(things["commission"])}
    kind = {"title": "Фотографии", "term": "needed", "on": today}
    return {
        "retention_hold": {"reason": "Запрос суда"},
        "hold_lifting": {"reason": "Дело окончено"},
        "file_kind_new": {"index": "01-17", **kind},
        "file_kind": kind,
        "file_plans": {"year": today.year + 1},
        "file_plan_steps": {"step": "offer"},
        "file_plan_signatures": {"sha256": things["file_plan_sha256"], "password": ground.PASSWORD},
        "file_plan_scan": {"scan": scan()},
        "write_off_new": {"pick": f"minutes:{things['kept']}"},
        "write_off_commission": {**named, **{f"post{n}": "директор" for n in range(3)}},
        "write_off_steps": {"step": "offer"},
        "write_off_signatures": {"sha256": things["act_sha256"], "password": ground.PASSWORD},
        "write_off_scan": {"scan": scan()},
        "write_off_approval": {"sha256": things["approval_sha256"], "password": ground.PASSWORD},
        "write_off_cancelling": {"reason": "Ошибка"},
    }
