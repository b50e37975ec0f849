"""Verbs on bundles: issued papers put together in one file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import models, transaction

from association import outbox
from association.journal import record
from association.models import Bundle, Paper, User


@transaction.atomic
def bind(
    papers: Sequence[Paper | int], subject: models.Model, *, form: str, name: str, by: User, at: datetime
) -> Bundle:
    """Order one file of issued papers in this order; the worker makes it of their bytes when all are ready."""
    keys = [paper.pk if isinstance(paper, Paper) else paper for paper in papers]
    bundle = Bundle.objects.create(
        form=form, name=name[:120], papers=keys, subject_type=subject._meta.label_lower, subject_id=str(subject.pk),
        ordered_at=at, ordered_by=by,
    )  # fmt: skip
    bundle.job = outbox.order("bundle", by=by, at=at, bundle=bundle.pk)
    bundle.save(update_fields=["job"])
    record("bundle.order", bundle, by=by, at=at, form=form, papers=len(keys))
    return bundle
