"""Papers and files handed out to those who may see them."""

from __future__ import annotations

from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from association import access, files
from association.models import Association, Paper, StoredFile


def _at_home() -> Q:
    """Rows of no organisation, or of one in the association's own country: those of another one keep theirs."""
    association = Association.known()
    own = Q(organisation__country=association.country) if association else Q()
    return Q(organisation=None) | own


def visible_papers(user):
    """Papers a person may open: records at home, of the own organisation, of what is reviewed, or drafts of orders."""
    rows = access.visible(user, "view_records", Paper.objects.filter(_at_home()))
    own = Q(pk__in=access.visible(user, "view_organisation", Paper.objects.all()).values("pk"))
    own |= Q(pk__in=access.visible(user, "view_qa", Paper.objects.all()).values("pk"))
    found = Q(pk__in=rows.values("pk")) | own
    for right in ("review_package", "review_qa"):
        if access.holds(user, right):
            found |= Q(pk__in=access.visible(user, right, Paper.objects.all()).values("pk"))
    if access.holds(user, "enter_order"):
        found |= Q(kind="D06")
    if access.holds(user, "view_registers"):
        found |= Q(kind="D09") | Q(kind="D19", is_draft=False)
    return Paper.objects.filter(found).select_related("file", "job")


def visible_files(user):
    """Files a person may open: records at home, of the own organisation, of a package, or of a reviewed system.

    Files with an address of their own are left out: they are opened there, where it is noted.
    """
    # A made paper lies in a file without an organisation; the paper says whose it is.
    foreign = Paper.objects.exclude(_at_home()).exclude(file=None)
    home = StoredFile.objects.filter(_at_home()).exclude(pk__in=foreign.values("file"))
    found = Q(pk__in=access.visible(user, "view_records", home).values("pk"))
    for right in ("view_organisation", "view_qa"):
        found |= Q(pk__in=access.visible(user, right, StoredFile.objects.all()).values("pk"))
    for right in ("review_package", "review_qa"):
        if access.holds(user, right):
            found |= Q(pk__in=access.visible(user, right, StoredFile.objects.all()).values("pk"))
    return files.at_large(StoredFile.objects.filter(found))


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
    return files.serve(get_object_or_404(visible_files(request.user), pk=pk))
