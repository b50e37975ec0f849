"""The Celery application; tasks are loaded by the worker alone."""

import os
import traceback
import warnings

from celery import Celery
from celery.schedules import crontab
from celery.signals import setup_logging, worker_init, worker_process_init

from association.processes import die_with_parent

# Messages are JSON, which is as harmless to root as to anybody.
warnings.filterwarnings("ignore", "You're running the worker with superuser privileges")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "association.settings")

app = Celery("association")
app.config_from_object("django.conf:settings", namespace="CELERY")
# A message nobody took before the next one of its kind is stale: without `expires` a stopped worker finds a heap.
app.conf.beat_schedule = {
    "seal": {"task": "association.tasks.seal", "schedule": 2.0, "options": {"expires": 4}},
    "sweep": {"task": "association.tasks.sweep", "schedule": 5.0, "options": {"expires": 10}},
    "turn_day": {
        "task": "association.tasks.turn_day",
        "schedule": crontab(minute=1),
        "options": {"expires": 3000},
    },
    "daily": {"task": "association.tasks.daily", "schedule": crontab(hour=3, minute=10)},
}


@worker_init.connect
def load_tasks(**_):
    """Import tasks.py of every app; the web process sends jobs by name and never loads the renderer."""
    from django.utils.module_loading import autodiscover_modules

    try:
        autodiscover_modules("tasks")
    except Exception as error:
        # A signal's errors are only logged, and a worker without tasks would throw every job away.
        traceback.print_exc()
        raise SystemExit(1) from error


@setup_logging.connect
def keep_logging(**_):
    """Leave the log as Django's settings configured it."""


@worker_process_init.connect
def end_with_worker(**_):
    """End a pool process with its worker, even a killed one: by itself it would wait for work for ever."""
    die_with_parent()
