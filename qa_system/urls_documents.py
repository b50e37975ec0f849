"""Addresses of the documented system and of the council."""

from __future__ import annotations

from association.policy import route
from qa_system.views import council, documents

urlpatterns = [
    route("<int:pk>/documents/", documents.documents, name="qa_documents", allow="view_qa"),
    route("<int:pk>/documents/new/", documents.document_new, name="qa_document_new", allow="keep_qa"),
    route("documents/<int:pk>/", documents.document, name="qa_document", allow="view_qa"),
    route("documents/<int:pk>/versions/", documents.version_new, name="qa_version_new", allow="keep_qa"),
    route("versions/<int:pk>/", documents.version, name="qa_version", allow="view_qa"),
    route("versions/<int:pk>/text/", documents.version_edit, name="qa_version_edit", allow="keep_qa"),
    route("versions/<int:pk>/submission/", documents.version_submission, name="qa_version_submission", allow="keep_qa"),
    route("versions/<int:pk>/order/", documents.version_order, name="qa_version_order", allow="approve_qa"),
    route(
        "versions/<int:pk>/withdrawal/", documents.version_withdrawal, name="qa_version_withdrawal", allow="approve_qa"
    ),
    route("versions/<int:pk>/readers/", documents.version_readers, name="qa_version_readers", allow="keep_qa"),
    route("acknowledgements/<int:pk>/", documents.acknowledgement, name="qa_acknowledgement", allow="view_qa"),
    route("<int:pk>/council/", council.council, name="qa_council", allow="view_qa"),
    route(
        "submissions/<int:pk>/decision/", council.decision_new, name="qa_decision_new", allow="enter_council_decision"
    ),
    route("submissions/<int:pk>/end/", council.submission_end, name="qa_submission_end", allow="keep_qa"),
    route("decisions/<int:pk>/", council.decision, name="qa_decision", allow="view_qa"),
]
