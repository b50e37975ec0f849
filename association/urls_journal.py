"""Addresses of the journal of documents and of the background work."""

from __future__ import annotations

from association.policy import route
from association.views import jobs, journal

urlpatterns = [
    route("journal/", journal.journal, name="journal", allow="register_documents"),
    route("journal/<int:pk>/voiding/", journal.voiding, name="journal_voiding", allow="register_documents"),
    route("jobs/", jobs.jobs, name="jobs", allow="see_jobs"),
    route("jobs/<int:pk>/retry/", jobs.retry, name="job_retry", allow="see_jobs"),
]
