"""The register of members and candidates: for everybody, for work, and as files (A-1.4, D09)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from association import access, clock
from association.doors import safe_cell, write_csv, write_xlsx
from association.fmt import NO_BREAK_HYPHEN, clause_number, surname_first
from association.templatetags.ui import clause, day, tag
from membership import rules
from membership.filters import Selection, select
from membership.models import Membership

PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def members(request: HttpRequest) -> HttpResponse:
    """The public register of members and candidates as of a day."""
    return render(request, "membership/members.html", _page(request, names_heads=False))


def register(request: HttpRequest) -> HttpResponse:
    """The register for work: with the heads, tabs and the file for Excel."""
    context = _page(request, names_heads=True)
    return render(
        request, "membership/register.html", {**context, "may_invite": access.holds(request.user, "invite_people")}
    )


def members_csv(request: HttpRequest) -> HttpResponse:
    """The chosen rows as open data for spreadsheets."""
    chosen = select(request.GET, today=clock.today(), names_heads=False)
    response = HttpResponse(write_csv(_cells(chosen), _heads()), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="members-{chosen.day.isoformat()}.csv"'
    return response


def members_json(request: HttpRequest) -> JsonResponse:
    """The chosen rows as open data for programs; the keys never change."""
    chosen = select(request.GET, today=clock.today(), names_heads=False)
    keys = ("organisation", "place", "ground", "since", "certificate", "status")
    rows = [dict(zip(keys, map(safe_cell, cells), strict=True)) for cells in _cells(chosen, words=False)]
    facts = {"as_of": chosen.day, "count": chosen.total, "rows": rows}
    return JsonResponse(facts, json_dumps_params={"ensure_ascii": False})


def register_xlsx(request: HttpRequest) -> HttpResponse:
    """The chosen rows of the register for work as a workbook."""
    chosen = select(request.GET, today=clock.today(), names_heads=True)
    rows = [[*cells, _head(row)] for cells, row in zip(_cells(chosen), chosen.rows, strict=True)]
    data = write_xlsx(rows, [*_heads(), _("Head")], sheet=chosen.day.isoformat(), widths=(60, 24, 10, 14, 14, 14, 30))
    response = HttpResponse(data, content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="register-{chosen.day.isoformat()}.xlsx"'
    return response


def _page(request: HttpRequest, *, names_heads: bool) -> dict[str, Any]:
    chosen = select(request.GET, today=clock.today(), names_heads=names_heads)
    paginator = Paginator(chosen.keys, PAGE)
    paginator.__dict__["count"] = chosen.total  # counted by kind already
    page = paginator.get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    return {
        "form": chosen.form,
        "day": chosen.day,
        "page": page,
        "rows": list(_lines(chosen.rows_of(page), request)),
        "tabs": _tabs(request, chosen),
        "caption": _caption(chosen.total),
        "rest": _rest(chosen),
        "query": query.urlencode(),
    }


def _lines(rows: list[dict[str, Any]], request: HttpRequest) -> Iterator[dict[str, Any]]:
    """Rows as the table shows them; chips and tags are made once for all rows."""
    chips = {ground: clause(number, bare=True) for ground, number in rules.GROUNDS.items()}
    status = {"member": tag("ok", _("Member")), "candidate": tag("run", _("Candidate"))}
    address = reverse("organisation", args=[0]) if access.holds(request.user, "view_records") else ""
    for row in rows:
        number = row["certificate_number"]
        yield {
            "name": (row["name_then"] or row["organisation__title"]).replace("№ ", "№\u00a0"),
            "url": address and address.replace("/0/", f"/{row['organisation_id']}/"),
            "place": (row["organisation__district__name"] or "").replace("-", NO_BREAK_HYPHEN),
            "head": _head(row) if "head_surname" in row else "",
            "ground": chips[row["ground"]],
            "since": day(row["starts_on"], "short"),
            "number": f"№\u00a0{number:03d}" if number else "",
            "status": status[row["kind"]],
        }


def _tabs(request: HttpRequest, chosen: Selection) -> list[dict[str, Any]]:
    query = request.GET.copy()
    query.pop("page", None)
    kinds = [("", _("All")), (Membership.Kind.MEMBER, _("Members")), (Membership.Kind.CANDIDATE, _("Candidates"))]
    tabs = []
    for kind, label in kinds:
        query["kind"] = kind
        count = chosen.counts.get(kind, 0) if kind else sum(chosen.counts.values())
        tabs.append({"label": label, "url": f"?{query.urlencode()}", "count": count, "current": kind == chosen.kind})
    return tabs


def _caption(total: int) -> str:
    return ngettext("%(count)d organisation", "%(count)d organisations", total) % {"count": total}


def _rest(chosen: Selection) -> str:
    members, candidates = chosen.counts.get("member", 0), chosen.counts.get("candidate", 0)
    if chosen.kind:
        return _("as of %(day)s") % {"day": day(chosen.day, "dative")}
    return _("as of %(day)s: %(members)s, %(candidates)s") % {
        "day": day(chosen.day, "dative"),
        "members": ngettext("%(count)d member", "%(count)d members", members) % {"count": members},
        "candidates": ngettext("%(count)d candidate", "%(count)d candidates", candidates) % {"count": candidates},
    }


def _head(row: dict[str, Any]) -> str:
    return surname_first(row["head_surname"] or "", row["head_given"] or "", row["head_patronymic"] or "")


def _heads() -> list[str]:
    return [_("Organisation"), _("Place"), _("Clause"), _("Since"), _("Certificate"), _("Status")]


def _cells(chosen: Selection, *, words: bool = True) -> list[list[Any]]:
    status = {"member": _("Member"), "candidate": _("Candidate")}
    return [
        [
            row["name_then"] or row["organisation__title"],
            row["organisation__district__name"] or "",
            clause_number(rules.GROUNDS[row["ground"]]),
            row["starts_on"],
            f"{row['certificate_number']:03d}" if row["certificate_number"] else "",
            status[row["kind"]] if words else row["kind"],
        ]
        for row in chosen.rows
    ]
