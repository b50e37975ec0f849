"""What a supervisor asks: is the portal alive, is it ready."""

from __future__ import annotations

import shutil
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

from association import anchors, backups, clock, health, protect
from association.health import LEAST_FREE
from association.models import AuditEntry, Job


def alive(request: HttpRequest) -> HttpResponse:
    """Answer that the process lives."""
    return HttpResponse("ok", content_type="text/plain")


def ready(request: HttpRequest) -> JsonResponse:
    """Answer whether migrations, triggers, outbox, journal, disk, anchor and backup are as demanded; 503 when not."""
    at = clock.now()
    executor = MigrationExecutor(connection)
    old = Job.objects.filter(state=Job.State.QUEUED, created_at__lt=at - timedelta(minutes=10)).count()
    facts = {
        "migrations": not executor.migration_plan(executor.loader.graph.leaf_nodes()),
        "triggers": not protect.missing(connection),
        "outbox": old == 0,
        "sealed": not AuditEntry.objects.filter(sealed=None, at__lt=at - timedelta(minutes=10)).exists(),
        "disk": shutil.disk_usage(settings.DATA_DIR).free > LEAST_FREE,
        "anchor": health.anchored(at).level != health.SERIOUS,
        "backup": health.backed_up(at).level != health.SERIOUS,
    }
    made = {"last_anchor": anchors.last(), "last_backup": backups.last()}
    ages = {name: row.at.isoformat() if row else "never" for name, row in made.items()}
    return JsonResponse({**facts, **ages}, status=200 if all(facts.values()) else 503)
