"""Addresses that draw papers."""

from __future__ import annotations

from association.policy import route
from qa_system.views import papers

urlpatterns = [
    route("bodies/<int:pk>/order/paper/", papers.order, name="qa_body_paper", allow="keep_qa"),
    route("plans/<int:pk>/paper/", papers.plan, name="qa_plan_paper", allow="keep_qa"),
    route("processes/<int:pk>/card/", papers.card, name="qa_process_card", allow="view_qa"),
    route("indicators/<int:pk>/passport/paper/", papers.passport, name="qa_indicator_paper", allow="view_qa"),
    route("versions/<int:pk>/paper/", papers.version, name="qa_version_paper", allow="keep_qa"),
    route("decisions/<int:pk>/extract/", papers.extract, name="qa_decision_extract", allow="enter_council_decision"),
    route("<int:pk>/documents/paper/", papers.register, name="qa_documents_paper", allow="keep_qa"),
]
