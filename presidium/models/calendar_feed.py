"""Secret addresses under which calendar programs read a person's meetings."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class CalendarFeed(models.Model):
    """Адрес календаря, күнбарактын дареги: who knows the token reads title, time and place of one's meetings."""

    user = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    token = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(revoked_at=None), name="presidium_one_calendar_feed")
        ]

    def __str__(self) -> str:
        return str(self.user)
