"""Addresses of the journal of documents and of the background work."""

from __future__ import annotations

from association.policy import route
from association.views import jobs, journal

urlpatterns = [
    route("journal/", journal.journal, name="journal", allow="view_records"),
    route("journal/xlsx/", journal.journal_xlsx, name="journal_xlsx", allow="view_records"),
    route("journal/print/", journal.journal_print, name="journal_print", allow="view_records"),
    route("journal/<int:pk>/voiding/", journal.voiding, name="journal_voiding", allow="register_documents"),
    route("jobs/", jobs.jobs, name="jobs", allow="see_jobs"),
    route("jobs/<int:pk>/retry/", jobs.retry, name="job_retry", allow="see_jobs"),
]
