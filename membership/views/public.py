"""Pages for everybody: the first page and how to join."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from association import clock, offices
from association.fmt import nbsp
from association.models import Association, District
from membership import rules
from membership.models import Application, Membership
from membership.queries_experts import grounds_on

TILES = 42
LATEST = 4


def home(request: HttpRequest) -> HttpResponse:
    """The first page: two errands, then who is in the association and who came last."""
    today = clock.today()
    found = Membership.objects.on(today).annotate(ground_now=grounds_on(today))
    rows = list(found.values_list("organisation__district_id", "kind", "ground_now"))
    kinds = Counter(kind for _district, kind, _ground in rows)
    context = {
        "today": today,
        "members": kinds["member"],
        "candidates": kinds["candidate"],
        "certified": sum(kind == "member" and ground == rules.CERTIFIED for _district, kind, ground in rows),
        "tiles": tiles([(district, kind) for district, kind, _ground in rows]),
        "latest": latest(today),
    }
    return render(request, "membership/home.html", context)


def join(request: HttpRequest) -> HttpResponse:
    """How an organisation joins: the grounds, their papers, whom to write to."""
    association = Association.known()
    today = clock.today()
    context = {
        "association": association,
        "grounds": [_ground(key) for key in rules.GROUNDS if key != rules.CANDIDATE],
        "candidate": _ground(rules.CANDIDATE),
        "whom": addressee(association, today) if association else "",
    }
    return render(request, "membership/join.html", context)


def tiles(rows: list[tuple[int | None, str]]) -> list[dict[str, Any]]:
    """One tile for each district: its members and candidates in words; districts without any when there is room."""
    found = Counter(rows)
    shown = []
    for district in District.objects.all():
        members, candidates = found[district.pk, "member"], found[district.pk, "candidate"]
        words = []
        if members == 1:
            words.append(pgettext("membership", "member"))
        elif members:
            words.append(ngettext("%(count)d member", "%(count)d members", members) % {"count": members})
        if candidates == 1:
            words.append(pgettext("membership", "candidate"))
        elif candidates:
            words.append(ngettext("%(count)d candidate", "%(count)d candidates", candidates) % {"count": candidates})
        state = "member" if members else "candidate" if candidates else ""
        shown.append({"name": nbsp(district.name), "word": ", ".join(words), "state": state})
    return shown if len(shown) <= TILES else [tile for tile in shown if tile["state"]]


def latest(today: date) -> QuerySet[Membership]:
    """Who became a member or candidate last, each with the paper it stands on."""
    rows = Membership.objects.on(today).filter(basis__isnull=False)
    return rows.select_related("organisation", "basis").order_by("-starts_on", "-pk")[:LATEST]


def addressee(association: Association, today: date) -> dict[str, str]:
    """To whom an application is addressed now: the authority's head or the chair, by phase (A-3.13a, A-3.13b)."""
    if association.phase == Association.Phase.ORGANISATIONAL:
        official = association.authority.head_on(today) if association.authority else None
        return {"post": official.post if official else "", "name": str(official.person) if official else "",
                "clause": "A-3.13a"}  # fmt: skip
    leader = offices.leader(today)
    post = _("acting chair of the Presidium") if leader.is_acting else _("chair of the Presidium")
    return {"post": post, "name": str(leader.person or ""), "clause": "A-3.13b"}


def _ground(key: str) -> dict[str, Any]:
    return {
        "label": Application.Ground(key).label,
        "clause": rules.GROUNDS[key],
        "papers": [{"title": need.title, "clause": need.clause} for need in rules.needs_of(key)],
    }
