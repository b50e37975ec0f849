"""What the matrix of routes needs of lists of pairs, with the forms that people would send."""

from association import clock
from mentoring.actions import pair_lines
from mentoring.models import PairList
from tests.factories import mentoring as made
from tests.factories import pairing
from tests.factories import presidium as sittings


def proposed(people: sittings.Cast) -> dict[str, object]:
    """A list in preparation: a candidate with one of two mentors, a forbidden pair, a remark without an answer."""
    ones = [made.mentor(people.secretary, district="Барнаул") for _one in range(2)]
    candidate = made.candidate(people.secretary, district="Барнаул")
    row = pairing.calculated(people.chair)
    row.remarks.create(author=people.seats[2], text="Далеко.", made_at=clock.now())
    far = made.mentor(people.secretary, district="Славгород")
    row.forbidden.create(mentor=far, candidate=candidate, reason="Далеко.")
    line, other = row.pairs.order_by("pk")
    pair_lines.remove(other, seen=row.edit, by=people.chair, at=clock.now())
    free = next(one.pk for one in ones if one.pk != line.mentor_id)
    return {
        "pair_list": row.pk, "pair_list_line": line.pk, "pair_remark": row.remarks.get().pk, "free_mentor": free,
        "pair_ban": row.forbidden.get().pk, "paired": candidate.pk, "pair_edit": PairList.objects.get(pk=row.pk).edit,
    }  # fmt: skip


def forms(things: dict) -> dict[str, dict]:
    """What a person would send."""
    seen = {"seen": things["pair_edit"]}
    return {
        "pair_list_step": {"step": "withdraw"},
        "pair_list_remarks": {"text": "Далеко ехать."},
        "pair_remark_answer": {"text": "Есть автобус."},
        "pair_list_add": {"mentor": things["free_mentor"], "candidate": things["paired"], "reason": "", **seen},
        "pair_list_line": {"mentor": things["free_mentor"], "reason": "", **seen},
        "pair_list_lock": {"locked": "1", **seen},
        "pair_list_removal": seen,
        "pair_list_ban": {"reason": "Спор.", **seen},
        "pair_list_ban_end": seen,
        "mentor_terms": {"is_available": "1", "capacity": "2", "note": "", "on": clock.today()},
        "district_place": {"latitude": "53.3481", "longitude": "83.7798"},
    }
