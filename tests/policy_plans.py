"""What the matrix of routes needs of plans, proposals and council, with the forms that people would send."""

from association import clock
from association.actions import council, proposals
from association.models import Organisation, User
from association.queries_plans import local_day, years_to_plan
from tests.factories import association as ground
from tests.factories import plans as make
from tests.factories import presidium as sittings
from tests.policy_forms import scan


def planned(own: User, people: sittings.Cast, school: int) -> dict[str, object]:
    """A plan in force, a draft, one discussed and one agreed for later years; two proposals of `own`, a sitting."""
    by, facts = people.secretary, {"by": own, "at": clock.now()}
    kept, draft = make.approved(people), make.written(people.secretary, years=2)
    ground.make_ready(kept.edition)
    agreed = make.agreed(people, years=4)
    values = {"organisation": Organisation.objects.get(pk=school), **facts}
    sitting = council.note_sitting(held_on=local_day(clock.now()), matter="О плане", who="chair", by=by, at=clock.now())
    return {
        "plan_in_force": kept.pk, "plan_draft": draft.pk, "plan_discussed": make.discussed(people, years=3).pk,
        "plan_agreed": agreed.pk, "plan_sha256": agreed.paper.sha256, "draft_item": draft.items.get().pk,
        "plan_item_kept": kept.items.get().pk, "council_sitting": sitting.pk,
        "proposal_made": proposals.propose(kind="plan", title="Семинар", **values).pk,
        "proposal_agenda": proposals.propose(kind="agenda", title="О сроках", **values).pk,
        "plan_day": draft.starts_on,
    }  # fmt: skip


def forms(things: dict) -> dict[str, dict]:
    """What a person would send."""
    day = local_day(clock.now())
    item = {
        "activity": "Круглый стол", "task": "2.2.4", "starts_on": things["plan_day"], "responsible": "Секретарь",
    }  # fmt: skip
    paper = {"party": "council", "outcome": "agreed", "dated_on": day, "number": "4", "name": "О. О. Показова"}
    years = years_to_plan(day)
    return {
        "plan_new": {"year": years[-1].first.isoformat() if years else ""},
        "plan_amendments": {"why": "Перенос"},
        "plan_revision": {"why": "Замечания"},
        "plan_item_new": item,
        "plan_item": item,
        "plan_item_place": {"to": "1"},
        "plan_word": {"outcome": "remarks", "remarks": "Добавить сроки."},
        "plan_agreements": paper,
        "plan_approval": {"sha256": things["plan_sha256"], "password": ground.PASSWORD},
        "plan_scan": {"on": day, "scan": scan()},
        "plan_item_facts": {"kind": "done", "on": day},
        "proposal_new": {"kind": "plan", "title": "Семинар", "organisation": things["member"]},
        "proposal_acceptance": {"answer": "Хорошо"},
        "proposal_refusal": {"answer": "Уже есть в плане."},
        "council_new": {"held_on": day, "matter": "О плане", "who": "nobody"},
        "council_voiding": {"reason": "Введено дважды"},
    }
