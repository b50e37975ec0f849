"""Work promised to the worker: jobs and letters."""

from __future__ import annotations

from django.db import models


class Job(models.Model):
    """Задание, тапшырык: work written in the same transaction as its cause; the broker only wakes the worker."""

    class State(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    kind = models.CharField(max_length=30)
    args = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED, db_index=True)
    attempts = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=1)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("association.User", on_delete=models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Letter(models.Model):
    """Письмо, кат: a letter as it will be sent, kept in the words of the moment it was ordered."""

    notice = models.CharField(max_length=60)
    to = models.EmailField()
    user = models.ForeignKey("association.User", on_delete=models.PROTECT, null=True, related_name="letters")
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    job = models.OneToOneField(Job, on_delete=models.PROTECT, related_name="letter")
    ordered_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.notice}: {self.to}"


class PostedKey(models.Model):
    """Ключ формы, форманын ачкычы: the first answer to a posted form, given again when it is posted twice."""

    key = models.CharField(max_length=40)
    who = models.CharField(max_length=60)
    route = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    status = models.PositiveIntegerField(default=0)
    location = models.CharField(max_length=500, blank=True)
    posted_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "who", "route"], name="association_one_posting")]

    def __str__(self) -> str:
        return self.key
