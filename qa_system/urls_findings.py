"""Addresses of findings, measures and the annual report."""

from __future__ import annotations

from association.policy import route
from qa_system.views import annual, findings, improvements

urlpatterns = [
    route("<int:pk>/findings/", findings.findings, name="qa_findings", allow="view_qa"),
    route("<int:pk>/findings/new/", findings.finding_new, name="qa_finding_new", allow="keep_qa"),
    route("findings/<int:pk>/", findings.finding, name="qa_finding", allow="view_qa"),
    route("findings/<int:pk>/text/", findings.finding_edit, name="qa_finding_edit", allow="keep_qa"),
    route("findings/<int:pk>/answer/", findings.finding_answer, name="qa_finding_answer", allow="approve_qa"),
    route("findings/<int:pk>/closing/", findings.finding_closing, name="qa_finding_closing", allow="keep_qa"),
    route("findings/<int:pk>/measures/", improvements.improvement_new, name="qa_improvement_new", allow="keep_qa"),
    route("measures/<int:pk>/", improvements.improvement_edit, name="qa_improvement_edit", allow="keep_qa"),
    route("measures/<int:pk>/proof/", improvements.improvement_proof, name="qa_improvement_proof", allow="view_qa"),
    route("measures/<int:pk>/check/", improvements.improvement_check, name="qa_improvement_check", allow="keep_qa"),
    route("measures/<int:pk>/end/", improvements.improvement_end, name="qa_improvement_end", allow="keep_qa"),
    route("<int:pk>/reports/", annual.reports, name="qa_reports", allow="view_qa"),
    route("reports/<int:pk>/", annual.report, name="qa_report", allow="view_qa"),
    route("reports/<int:pk>/text/", annual.report_edit, name="qa_report_edit", allow="keep_qa"),
    route("reports/<int:pk>/findings/<int:number>/", annual.report_finding, name="qa_report_finding", allow="keep_qa"),
    route("reports/<int:pk>/submission/", annual.report_submission, name="qa_report_submission", allow="keep_qa"),
    route("reports/<int:pk>/publication/", annual.report_publication, name="qa_report_publication", allow="publish_qa"),
    route("reports/<int:pk>/paper/", annual.report_paper, name="qa_report_paper", allow="keep_qa"),
    route("ministry/reports/<int:pk>/", annual.ministry_report, name="qa_ministry_report", allow="review_qa"),
]
