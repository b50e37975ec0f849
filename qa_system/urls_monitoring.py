"""Addresses of monitoring."""

from __future__ import annotations

from association.policy import route
from qa_system.views import monitoring

urlpatterns = [
    route("<int:pk>/monitoring/", monitoring.monitoring, name="qa_monitoring", allow="view_qa"),
    route("<int:pk>/monitoring/figures/", monitoring.figures, name="qa_figures", allow="enter_figures"),
    route("<int:pk>/monitoring/<str:key>/review/", monitoring.review, name="qa_review", allow="keep_qa"),
    route("monitoring/<int:pk>/reopening/", monitoring.reopening, name="qa_reopening", allow="keep_qa"),
    route("indicators/<int:pk>/facts/<str:key>/", monitoring.fact, name="qa_fact", allow="view_qa"),
]
