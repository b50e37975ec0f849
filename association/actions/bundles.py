"""Verbs on bundles: issued papers put together in one file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import models, transaction

from association import files, outbox
from association.journal import record
from association.models import Bundle, Paper, User
from association.queries import archives_due


@transaction.atomic
def bind(
    papers: Sequence[Paper | int], subject: models.Model, *, form: str, name: str,
    parts: Sequence[dict[str, Any]] = (), by: User, at: datetime,
) -> Bundle:  # fmt: skip
    """Order one file of issued papers in this order; the worker makes it of their bytes when all are ready.

    `parts` give a PDF its bookmarks and name the files between the papers.
    """
    keys = [paper.pk if isinstance(paper, Paper) else paper for paper in papers]
    bundle = Bundle.objects.create(
        form=form, name=name[:120], papers=keys, parts=list(parts),
        subject_type=subject._meta.label_lower, subject_id=str(subject.pk), ordered_at=at, ordered_by=by,
    )  # fmt: skip
    bundle.job = outbox.order("bundle", by=by, at=at, bundle=bundle.pk)
    bundle.save(update_fields=["job"])
    record("bundle.order", bundle, by=by, at=at, form=form, papers=len(keys))
    return bundle


@transaction.atomic
def remove_archives(*, by: User | None, at: datetime, limit: int = 20) -> int:
    """Remove the bytes of archives that have been kept long enough, and say how many; their papers stay as issued."""
    due = archives_due(at).select_for_update(of=("self",)).select_related("file").order_by("pk")[:limit]
    rows = list(due)
    for row in rows:
        stored = row.file
        Bundle.objects.filter(pk=row.pk).update(file=None, removed_at=at)
        record("bundle.remove", row, by=by, at=at, name=stored.name, sha256=stored.sha256, size=stored.size)
        files.remove_made(stored)
    return len(rows)
