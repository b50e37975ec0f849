"""What a person would send to the pages of organisations, districts and the authority."""

from datetime import timedelta

from association import clock

PAPER = {"basis_kind": "resolution", "basis_number": "1", "basis_dated_on": "2026-01-12", "basis_body": "Город"}
HEAD = {
    "surname": "Новиков", "given": "Иван", "genitive": "Новикова Ивана", "dative": "Новикову И.", "post": "директор",
    "post_genitive": "директора", "post_dative": "Директору",
}  # fmt: skip
NAMES = {"full": "Лицей", "short": "Лицей № 1"}


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
