"""Retention in the demonstration: the file plan of the year, the next one in preparation, one document held."""

from __future__ import annotations

from association.actions import retention
from association.models import FilePlan, Paper
from association.proofs import Password
from association.queries_retention import documents_of
from mentoring.demo.stage import PASSWORD, Stage
from presidium.models import Minutes


def keep_files(stage: Stage) -> None:
    """The chair approves the file plan of the year; the first minutes are asked for by an inspection."""
    by = stage.secretary
    plan = retention.begin_plan(stage.day.year, by=by, at=stage.tick())
    retention.offer_plan(plan, by=by, at=stage.tick())
    stage.work()
    paper = Paper.objects.get(pk=FilePlan.objects.get(pk=plan.pk).paper_id)
    retention.approve_plan(plan, proof=Password(PASSWORD), sha256=paper.sha256, by=stage.heads[901], at=stage.tick())
    retention.begin_plan(stage.day.year + 1, by=by, at=stage.tick())
    first = Minutes.objects.filter(state=Minutes.State.SIGNED).order_by("pk").first()
    found = documents_of([f"minutes:{first.pk}"], stage.day) if first else []
    for one in found:
        retention.set_hold(one.document, reason="Запрошен при проверке министерства", by=by, at=stage.tick())
