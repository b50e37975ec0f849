"""Papers and files handed out to those who may see them."""

from __future__ import annotations

from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from association import access, files
from association.models import Paper, StoredFile


def visible_papers(user):
    """Papers a person may open: all records, those of the own organisation, of a package, or the drafts of orders."""
    rows = access.visible(user, "view_records", Paper.objects.all())
    own = access.visible(user, "view_organisation", Paper.objects.all())
    found = Q(pk__in=rows.values("pk")) | Q(pk__in=own.values("pk"))
    if access.holds(user, "review_package"):
        found |= Q(pk__in=access.visible(user, "review_package", Paper.objects.all()).values("pk"))
    if access.holds(user, "enter_order"):
        found |= Q(kind="D06")
    if access.holds(user, "view_registers"):
        found |= Q(kind="D09")
    return Paper.objects.filter(found).select_related("file", "job")


def paper(request: HttpRequest, pk: int) -> FileResponse:
    """Hand out the bytes of a finished paper."""
    row = get_object_or_404(visible_papers(request.user), pk=pk)
    if row.file is None:
        raise Http404
    response = files.serve(row.file)
    response["Content-Disposition"] = f'inline; filename="{row.kind}-{row.pk}.pdf"'
    return response


def line(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the line of a paper anew while the worker makes it."""
    row = get_object_or_404(visible_papers(request.user), pk=pk)
    return render(request, "association/paper_line.html", {"paper": row})


def stored_file(request: HttpRequest, pk: int) -> FileResponse:
    """Hand out an uploaded file as an attachment."""
    rows = access.visible(request.user, "view_records", StoredFile.objects.all())
    own = access.visible(request.user, "view_organisation", StoredFile.objects.all())
    found = Q(pk__in=rows.values("pk")) | Q(pk__in=own.values("pk"))
    if access.holds(request.user, "review_package"):
        found |= Q(pk__in=access.visible(request.user, "review_package", StoredFile.objects.all()).values("pk"))
    row = get_object_or_404(StoredFile.objects.filter(found), pk=pk)
    return files.serve(row)
