"""Reads of the documented system."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from association.models import Paper
from qa_system import rules
from qa_system.models import DocumentVersion, QaDocument, QaSystem


def registered(system: QaSystem) -> list[QaDocument]:
    """Documents of the register, each with `now`, the version in force, and `draft`, the one being written."""
    wanted = DocumentVersion.objects.filter(state__in=["draft", "submitted", "approved"]).select_related("decision")
    rows = list(
        system.documents.filter(dropped_on=None).prefetch_related(Prefetch("versions", wanted, "open_versions"))
    )
    for row in rows:
        row.now = next((one for one in row.open_versions if one.state == "approved"), None)
        row.draft = next((one for one in row.open_versions if one.state != "approved"), None)
    return rows


def printed_register(system: QaSystem) -> Paper | None:
    """The register of documents as it was printed last (Q13), or None."""
    rows = Paper.objects.filter(kind="Q13", subject_type=system._meta.label_lower, subject_id=str(system.pk))
    return rows.select_related("file", "job").order_by("-version").first()


def standing_of(row: QaDocument, day: date) -> tuple[str, str | Promise]:
    """The look and the word of a document: in force, to be reviewed, before the council, a draft."""
    versions = getattr(row, "open_versions", None)
    if versions is None:
        versions = list(row.versions.filter(state__in=["draft", "submitted", "approved"]))
    now = next((one for one in versions if one.state == "approved"), None)
    if now and rules.is_review_due(review_due=now.review_due, on=day):
        return "bad", _("Review is due")
    if now:
        return "ok", _("In force")
    if any(one.state == "submitted" for one in versions):
        return "run", _("Before the council")
    return "calm", _("Draft")
