"""The register of members and candidates: for everybody, for work, and as files (A-1.4, D09)."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST

from association import access, clock, files
from association.doors import safe_cell, write_csv, write_xlsx
from association.fmt import clause_number, surname_first
from association.models import Association, Bundle, Job, Paper
from association.templatetags.ui import day
from association.views.papers import visible_papers
from membership import rules
from membership.actions import registers as verbs
from membership.filters import LEFT, Selection, select
from membership.models import Membership
from membership.papers import D09, MOST_PARTS, MOST_ROWS
from membership.views.register_rows import lines

PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def members(request: HttpRequest) -> HttpResponse:
    """The public register of members and candidates as of a day."""
    return render(request, "membership/members.html", _page(request, is_work=False))


def register(request: HttpRequest) -> HttpResponse:
    """The register for work: with heads, those who have left, and the files for Excel and for print."""
    context = _page(request, is_work=True)
    number, bound = request.GET.get("paper", ""), request.GET.get("bound", "")
    rows = visible_papers(request.user).filter(kind=D09.code, pk=number) if number.isdecimal() else ()
    total = context["page"].paginator.count
    return render(request, "membership/register.html", {
        **context, "may_invite": access.holds(request.user, "invite_people"), "paper": next(iter(rows), None),
        "bound": _bound(bound) if bound.isdecimal() else None, "most_rows": MOST_ROWS, "has_parts": total > MOST_ROWS,
        "total": total, "fits_paper": 0 < total <= MOST_ROWS * MOST_PARTS,
    })  # fmt: skip


def _joined() -> QuerySet[Bundle]:
    """The files joined of the parts of a long list; whoever reads the register may have them."""
    rows = Bundle.objects.filter(subject_type=Association._meta.label_lower, form=Bundle.Form.PDF)
    return rows.filter(name__startswith=f"{verbs.BOUND}-").select_related("file", "job")


def _bound(number: str) -> dict[str, Any] | None:
    """One such file: how many of its parts are made, and whether the work on it has stopped."""
    row = _joined().filter(pk=number).first()
    if row is None:
        return None
    parts = Paper.objects.filter(pk__in=row.papers)
    return {
        "row": row, "total": len(row.papers), "made": parts.exclude(file=None).count(),
        "has_stopped": row.job is not None and row.job.state == Job.State.FAILED,
    }  # fmt: skip


def register_file(request: HttpRequest, pk: int) -> FileResponse:
    """Hand out a long list for print, joined of its parts."""
    row = get_object_or_404(_joined().exclude(file=None), pk=pk)
    return files.serve(row.file)


@require_POST
def register_paper(request: HttpRequest) -> HttpResponse:
    """Order the whole chosen list for print (D09), a long one in parts; the page it came from shows it being made."""
    chosen = select(request.GET, today=clock.today(), is_work=True)
    with translation.override("ru"):  # the sheet is a Russian original, whoever orders it
        asked = chosen.asked
    paper = verbs.print_members(
        list(chosen.rows[: MOST_ROWS * MOST_PARTS + 1]), on=chosen.day, is_of_left=chosen.is_of_left, asked=asked,
        by=request.user, at=clock.now(),
    )  # fmt: skip
    kind = "paper" if isinstance(paper, Paper) else "bound"
    return redirect(f"{reverse('register')}?{kind}={paper.pk}&{_query(request).urlencode()}")


def members_csv(request: HttpRequest) -> HttpResponse:
    """The chosen rows as open data for spreadsheets."""
    chosen = select(request.GET, today=clock.today(), is_work=False)
    response = HttpResponse(write_csv(_cells(chosen), _heads()), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="members-{chosen.day.isoformat()}.csv"'
    return response


def members_json(request: HttpRequest) -> JsonResponse:
    """The chosen rows as open data for programs; the keys never change."""
    chosen = select(request.GET, today=clock.today(), is_work=False)
    keys = ("organisation", "place", "ground", "since", "certificate", "status")
    rows = [dict(zip(keys, map(safe_cell, cells), strict=True)) for cells in _cells(chosen, words=False)]
    facts = {"as_of": chosen.day, "count": chosen.total, "rows": rows}
    return JsonResponse(facts, json_dumps_params={"ensure_ascii": False})


def register_xlsx(request: HttpRequest) -> HttpResponse:
    """The chosen rows of the register for work as a workbook."""
    chosen = select(request.GET, today=clock.today(), is_work=True)
    heads, widths = [*_heads(), _("Head")], [60, 24, 10, 14, 14, 14, 30]
    if chosen.is_of_left:
        heads, widths = [*heads, _("Until")], [*widths, 14]
    rows = [
        [*cells, _head(row), *([row["ends_on"]] if chosen.is_of_left else [])]
        for cells, row in zip(_cells(chosen), chosen.rows, strict=True)
    ]
    data = write_xlsx(rows, heads, sheet=chosen.day.isoformat(), widths=widths)
    response = HttpResponse(data, content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="register-{chosen.day.isoformat()}.xlsx"'
    return response


def _query(request: HttpRequest):
    """The address without the page and without the sheet that was made of it."""
    query = request.GET.copy()
    for name in ("page", "paper", "bound"):
        query.pop(name, None)
    return query


def _page(request: HttpRequest, *, is_work: bool) -> dict[str, Any]:
    chosen = select(request.GET, today=clock.today(), is_work=is_work)
    paginator = Paginator(chosen.keys, PAGE)
    paginator.__dict__["count"] = chosen.total  # counted by kind already
    page = paginator.get_page(request.GET.get("page"))
    return {
        "form": chosen.form,
        "day": chosen.day,
        "page": page,
        "rows": lines(chosen.rows_of(page), request, chosen),
        "is_of_left": chosen.is_of_left,
        "is_narrowed": bool(chosen.asked),
        "tabs": _tabs(request, chosen),
        "caption": _caption(chosen.total),
        "rest": _rest(chosen),
        "query": _query(request).urlencode(),
    }


def _tabs(request: HttpRequest, chosen: Selection) -> list[dict[str, Any]]:
    query = _query(request)
    kinds = [("", _("All")), (Membership.Kind.MEMBER, _("Members")), (Membership.Kind.CANDIDATE, _("Candidates"))]
    if LEFT in chosen.counts:
        kinds.append((LEFT, pgettext("membership", "Left")))
    tabs = []
    for kind, label in kinds:
        query["kind"] = kind
        count = chosen.counts.get(kind, 0) if kind else chosen.present
        tabs.append({"label": label, "url": f"?{query.urlencode()}", "count": count, "current": kind == chosen.kind})
    return tabs


def _caption(total: int) -> str:
    return ngettext("%(count)d organisation", "%(count)d organisations", total) % {"count": total}


def _rest(chosen: Selection) -> str:
    members, candidates = chosen.counts.get("member", 0), chosen.counts.get("candidate", 0)
    if chosen.is_of_left:
        return _("who had left by %(day)s") % {"day": day(chosen.day, "dative")}
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
    if chosen.is_of_left:
        status = {"member": _("Was a member"), "candidate": _("Was a candidate")}
    return [
        [
            row["name_then"] or row["organisation__title"],
            row["organisation__district__name"] or "",
            clause_number(rules.GROUNDS[row["ground_then"]]),
            row["starts_on"],
            f"{row['certificate_number']:03d}" if row["certificate_number"] else "",
            status[row["kind"]] if words else row["kind"],
        ]
        for row in chosen.rows
    ]
