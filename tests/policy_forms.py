"""What a person would send to the pages of organisations, districts, the authority and membership."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from association import clock
from tests.factories import association as ground
from tests.journeys.people import PDF

PAPER = {"basis_kind": "resolution", "basis_number": "1", "basis_dated_on": "2026-01-12", "basis_body": "Город"}
HEAD = {
    "surname": "Новиков", "given": "Иван", "genitive": "Новикова Ивана", "dative": "Новикову И.", "post": "директор",
    "post_genitive": "директора", "post_dative": "Директору",
}  # fmt: skip
NAMES = {"full": "Лицей", "short": "Лицей № 1"}


def scan() -> SimpleUploadedFile:
    """A paper signed by hand."""
    return SimpleUploadedFile("скан.pdf", PDF, "application/pdf")


def places(things: dict) -> dict[str, dict]:
    """The forms by the names of their routes; each would be accepted."""
    today = clock.today()
    dated, being = {**PAPER, "on": today}, {"country": "RU", "type": "school", "sector": "general"}
    lies = {"district": things["district"]}
    return {
        "organisation_new": {**NAMES, **HEAD, **being, **lies, "text": "Адрес", "on": today - timedelta(days=9)},
        "organisation_details": {**being, **lies},
        "organisation_contacts": {"phone": "+7 000 000-00-07"},
        "organisation_name": {**NAMES, **dated},
        "organisation_address": {"text": "Новый адрес", **dated},
        "organisation_head": {**HEAD, **dated},
        "organisation_wording": {
            **NAMES, "text": "Адрес", "post": "директор", "person_surname": "Своев", "person_given": "Борис",
        },
        "organisation_planned": {"kind": "name"},
        "organisation_reorganisation": {"kind": "merger", "entry_number": "1", "confirmed": "1", **dated},
        "district_new": {"kind": "city", "name": "Новый", "country": "RU", "on": today},
        "district_name": {"kind": "city", "name": "Новый", **dated},
        "district_merger": {"into": things["okrug"], **dated},
        "district_closing": dated,
        "district_wording": {"name": "Новый"},
        "authority_name": {"name": "Новый", "genitive": "Нового", **dated},
        "authority_wording": {"name": "Новый", "genitive": "Нового"},
        "official_new": {**HEAD, **dated},
        "official_wording": {"person_surname": "Своев", "person_given": "Б", "post": "Министр"},
        "official_end": {"on": today},
    }  # fmt: skip


def membership(things: dict) -> dict[str, dict]:
    """The forms of applications, experts, certifications, orders, ends and certificates."""
    today = clock.today()
    return {
        "application_new": {"organisation": things["organisation"]},
        "answer_organisation": {"phone": "+7 000 000-00-01", "email": "new@example.org"},
        "answer_ground": {"ground": "certified"},
        "answer_recommendation": {"recommended_name": "Своев Борис Борисович", "recommended_post": "директор"},
        "answer_acquaintance": {"acquainted": "on"},
        "answer_paper": {"number": "2", "issuer": "Орган", "dated_on": "2025-09-01", "until": "2028-09-01"},
        "application_signature": {"sha256": things["form_sha256"], "password": ground.PASSWORD},
        "application_scan": {"scan": scan()},
        "expert_release": {"reason": "Занят."},
        "certification_decision": {"step": "void", "reason": "Ошибка."},
        "certification_audit": {"audited_on": "2025-10-01", "result": "kept"},
        "certification_stop": {"kind": "suspended", "on": "2025-10-01", "reason": "Аудит."},
        "conclusion": {"version": 1, "result": "positive", **dict.fromkeys(things["conclusion_fields"], "")},
        "conclusion_signature": {"sha256": things["conclusion_sha256"], "password": ground.PASSWORD},
        "application_return": {"remark": "Дополните."},
        "answer_paper_one": {"number": "2", "issuer": "Орган", "dated_on": "2025-09-01", "until": "2028-09-01"},
        "application_remark_new": {"target": "ground", "text": "Уточните основание."},
        "application_lapse": {"lapse": "declined", "note": "Письмо № 7"},
        "application_proposal": {"proposal": "refuse", "reasons": "Нет документов"},
        "remark_answers": {"text": "Печать на третьей странице."},
        "letter": {"reasons": "Нет документов", "next_step": "Подайте новое заявление."},
        "order": {"number": "901-П", "dated_on": today},
        "order_voiding": {"reason": "Ошибка в перечне"},
        "ending_new": {"organisation": things["leaving"], "reason": ""},
        "ending_entry": {"organisation": things["leaving"], "signed_on": today, "scan": scan()},
        "ending_signature": {"sha256": things["exit_sha256"], "password": ground.PASSWORD},
        "ending_scan": {"scan": scan()},
        "handover": {"handed_to": "Своев Борис Борисович", "on": today},
        "certificate_duplicate": {"reason": "Утерян", "issued_to": "Своев Борис Борисович"},
        "certificate_batch_new": {"step": "order", "which": "all", "members": str(things["uncertified"])},
    }


def exclusions(things: dict) -> dict[str, dict]:
    """The forms of the exclusion case."""
    signed = {"password": ground.PASSWORD}
    return {
        "exclusion_new": {
            "initiator": things["leaving"], "target": things["excludable"], "grounds": "Нет участия.",
            "evidence": scan(),
        },
        "exclusion_signature": {"sha256": things["motion_sha256"], **signed},
        "exclusion_scan": {"scan": scan()},
        "exclusion_explanation": {"text": "Мы участвовали в семинарах."},
        "exclusion_consents": {"sha256": things["sheet_sha256"], **signed},
        "exclusion_sheets": {"participant": things["absent"], "given_on": clock.today(), "scan": scan()},
        "exclusion_closing": {"reason": "Согласия нет"},
    }  # fmt: skip


def preparation(things: dict) -> dict[str, dict]:
    """The forms of the preparation of a meeting."""
    question = {"title": "О плане", "decision": "Утвердить.", "form": "proposal"}
    return {
        "item_preparation": question,
        "item_preparer": {"person": things["seated"], "ready_by": clock.today() + timedelta(days=1)},
        "item_order": {"up": "1"},
        "item_materials": {"title": "Проект плана", "file": scan()},
        "meeting_amendments": question,
        "participant_reply": {"answer": "yes"},
    }
