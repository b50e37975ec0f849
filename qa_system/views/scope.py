"""Where every look-up of the QA side starts: what this person may see."""

from __future__ import annotations

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from association import access
from qa_system.models import QaSystem


def system_or_404(request: HttpRequest, pk: int, right: str = "view_qa") -> QaSystem:
    """Load the system of an organisation the person may use a right on; a foreign one is a 404."""
    rows = access.visible(request.user, right, QaSystem.objects.select_related("organisation"))
    return get_object_or_404(rows, pk=pk)


def writable_or_404(request: HttpRequest, pk: int, right: str = "keep_qa") -> QaSystem:
    """Load a system for a page that shows to many and takes a POST from few: 404 for strangers, 403 for readers."""
    system = system_or_404(request, pk)
    if request.method == "POST":
        access.require(request.user, right, system)
    return system


def row_or_404(request: HttpRequest, rows: QuerySet, pk: int, right: str = "view_qa") -> Model:
    """Load a row of such a system; a foreign one is a 404."""
    return get_object_or_404(access.visible(request.user, right, rows), pk=pk)
