"""Papers of the register and letters for the matrix of routes: the things, and the forms that would be accepted."""

from datetime import timedelta

from association import clock
from association.actions import letters_out
from association.doors import open_checked
from tests.factories import association as ground
from tests.factories import presidium as sittings
from tests.factories import records as make
from tests.policy_forms import scan

LETTER = {"kind": "letter", "heading": "О встрече", "text": "Приглашаем.", "index": "01-15", "to_authority": "on"}


def registered_papers(people: sittings.Cast) -> dict[str, object]:
    """An incoming paper, one passed to the chair, letters in three states."""
    secretary = people.secretary
    came, passed = make.came(secretary), make.came(secretary)
    routing = make.passed(passed, people.chair, secretary)
    draft = make.drafted(secretary, to_authority=True)
    facts = {"title": "План", "sheets": None, "by": secretary, "at": clock.now()}
    attached = letters_out.attach(draft, open_checked(scan()), **facts)
    offered, sent = make.offered(secretary, to_authority=True), make.sent(people, organisations=[ground.organisation()])
    return {
        "record_in": came.pk, "routing": routing.pk, "record_out": sent.copies.get().entry_id,
        "letter_draft": draft.pk, "letter_file": attached.pk, "letter_offered": offered.pk, "letter_sent": sent.pk,
        "letter_sha256": offered.sheet.sha256, "passed_to": people.seats[2].pk,
    }  # fmt: skip


def forms(things: dict) -> dict[str, dict]:
    """What a person would send."""
    today = clock.today()
    return {
        "journal_print": {"series": "incoming", "first": today.replace(day=1), "last": today},
        "record_new": {
            "correspondent_kind": "region", "correspondent": "Соседи", "kind": "letter", "heading": "Об опыте",
            "sheets": "1", "came_on": today, "how": "post", "index": "01-15",
        },
        "record_files": {"file": scan()},
        "record_routing": {"to": things["passed_to"], "text": "Ответить.", "due_on": today + timedelta(days=3)},
        "record_closing": {"word": "Сделано."},
        "record_dispatch": {"how": "post", "on": today},
        "routing_deed": {"word": "Сделано."},
        "routing_taking_back": {"reason": "Другому"},
        "outgoing_letter_new": LETTER,
        "outgoing_letter_edit": LETTER,
        "outgoing_letter_files": {"file": scan(), "title": "План"},
        "outgoing_letter_remark": {"remark": "Уточнить."},
        "outgoing_letter_signature": {"sha256": things["letter_sha256"], "password": ground.PASSWORD},
        "outgoing_letter_end": {"reason": "Ошибка"},
    }  # fmt: skip
