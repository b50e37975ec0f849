"""Floor 0: the Django project and the ground shared by all apps."""

from association.celery import app as celery_app

__all__ = ["celery_app"]
