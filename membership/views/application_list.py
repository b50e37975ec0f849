"""The list of applications: for work, and as a workbook."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from association import access, clock
from association.doors import write_xlsx
from association.fmt import clause_number
from association.templatetags.ui import day as in_words
from membership import rules
from membership.forms.application_list import STATES, TABS, ApplicationList, choose
from membership.models import Application
from membership.views.applications import visible

PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LOOKS = {"submitted": "need", "refused": "bad", "returned": "bad", "entered": "ok", "draft": "calm", "lapsed": "calm"}


def applications(request: HttpRequest) -> HttpResponse:
    """List applications as of a day, with tabs, filters and pages."""
    chosen = _chosen(request)
    paginator = Paginator(chosen.rows, PAGE)
    paginator.__dict__["count"] = chosen.count(chosen.tab)  # counted by state already
    page = paginator.get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    words = dict(STATES)
    rows = [
        {"application": row, "look": LOOKS.get(row.state_then, "run"), "word": words[row.state_then],
         "clause": rules.GROUNDS.get(row.ground, "")}
        for row in page
    ]  # fmt: skip
    context = {
        "form": chosen.form, "rows": rows, "page": page, "tabs": _tabs(request, chosen), "query": query.urlencode(),
        "caption": _caption(chosen), "rest": _("as of %(day)s") % {"day": in_words(chosen.day, "dative")},
        "sees_records": access.can(request.user, "view_records"),
        "may_invite": access.can(request.user, "invite_people"),
    }  # fmt: skip
    return render(request, "membership/applications.html", context)


def applications_xlsx(request: HttpRequest) -> HttpResponse:
    """The chosen applications as a workbook; no cell of it is a formula."""
    chosen = _chosen(request)
    words = dict(STATES)
    cells = [_cells(row, words) for row in chosen.rows]
    heads = [
        _("Organisation"), _("Place"), _("Application"), _("Clause"), _("Number"), _("Registered"), _("Submitted"),
        _("Submission"), _("State"),
    ]  # fmt: skip
    widths = (60, 24, 30, 10, 14, 14, 18, 10, 30)
    data = write_xlsx(cells, heads, sheet=chosen.day.isoformat(), widths=widths)
    response = HttpResponse(data, content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="applications-{chosen.day.isoformat()}.xlsx"'
    return response


def _chosen(request: HttpRequest) -> ApplicationList:
    rows = visible(request.user).select_related("organisation__district", "entry")
    return choose(rows, request.GET, today=clock.today())


def _cells(row: Application, words: dict[str, Any]) -> list[Any]:
    district = row.organisation.district
    return [
        row.organisation.title, district.name if district else "", str(row),
        clause_number(rules.GROUNDS[row.ground]) if row.ground else "",
        f"{row.entry.index}/{row.entry.number}" if row.entry else "", row.entry.registered_on if row.entry else None,
        row.came_at, row.rounds, str(words[row.state_then]),
    ]  # fmt: skip


def _tabs(request: HttpRequest, chosen: ApplicationList) -> list[dict[str, Any]]:
    query = request.GET.copy()
    query.pop("page", None)
    labels = {"": _("All"), "waiting": _("Being considered"), "again": _("Submitted again"),
              "returned": _("Returned"), "settled": _("With a decision")}  # fmt: skip
    tabs = []
    for key in ("", *TABS):
        query["tab"] = key
        needs = key == "waiting" and any(state == "submitted" for state, _again in chosen.counts)
        tabs.append({"label": labels[key], "url": f"?{query.urlencode()}", "count": chosen.count(key),
                     "current": key == chosen.tab, "needs": needs})  # fmt: skip
    return tabs


def _caption(chosen: ApplicationList) -> str:
    total = chosen.count(chosen.tab)
    return ngettext("%(count)d application", "%(count)d applications", total) % {"count": total}
