"""Papers declared as data: one row per paper, in whatever app it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from association.models import Association, Headship, Official, Person
from association.offices import Leader


@dataclass(frozen=True)
class PaperKind:
    """One paper: its code in the list of papers, the template, who signs, the languages, how long it is kept."""

    code: str
    name: Any
    template: str
    languages: tuple[str, ...] = ("ru",)
    capacities: tuple[str, ...] = ()
    series: str = ""
    retention: str = ""


KINDS: dict[str, PaperKind] = {}
# Language -> the post of the chair, and of the deputy who acts for the chair.
CHAIR_POSTS = {
    "ru": ("Председатель Президиума Ассоциации", "И. о. председателя Президиума Ассоциации"),
    "ky": (
        "Ассоциациянын Президиумунун төрагасы",
        "Ассоциациянын Президиумунун төрагасынын милдетин аткаруучу",
    ),
}


def declare(kind: PaperKind) -> PaperKind:
    """Add a paper to the list; a code is taken once."""
    if kind.code in KINDS:
        raise ValueError(f"paper declared twice: {kind.code}")
    KINDS[kind.code] = kind
    return kind


def association_facts(association: Association, language: str = "ru") -> dict[str, str]:
    """The association as papers name it."""
    name = association.name_ky if language == "ky" and association.name_ky else association.name
    genitive = association.name_genitive or association.name
    return {
        "name": name,
        "genitive": name if language == "ky" else genitive,
        "accusative": name if language == "ky" else association.name.replace("Ассоциация", "Ассоциацию", 1),
        "address": association.address,
        "phone": association.phone,
        "email": association.email,
    }


def signer(post: str, person: Person | None) -> dict[str, str]:
    """One line of a signature block: the post on the left, initials and surname on the right."""
    return {"post": post, "name": person.initials_first if person else ""}


def leader_signer(leader: Leader, language: str = "ru") -> dict[str, str]:
    """The chair as a signer, or the deputy under the title of acting chair; without a name while nobody leads."""
    return signer(CHAIR_POSTS[language][leader.is_acting], leader.person)


def leader_addressee(leader: Leader) -> dict[str, str]:
    """Post and name of the chair, or of the acting chair, in the dative (A-A.1, A-3.9)."""
    person = leader.person
    return {
        "post_dative": CHAIR_POSTS["ru"][True] if leader.is_acting else "Председателю Президиума Ассоциации",
        "name_dative": (person.dative or person.surname_first) if person else "",
    }


def official_signer(official: Official | None) -> dict[str, str]:
    """The head of the authority as a signer; empty strings when nobody holds the post on that day."""
    return signer(official.post, official.person) if official else {"post": "", "name": ""}


def head_facts(headship: Headship) -> dict[str, str]:
    """The head of an organisation in the forms that Appendix A prints (A-A.2, A-A.3)."""
    return {
        "post_genitive": headship.post_genitive or headship.post,
        "name_genitive": headship.person.genitive or headship.person.full_name,
        "name": headship.person.initials_first,
    }


def iso(day: date | None) -> str | None:
    """A date as papers take it."""
    return day.isoformat() if day else None
