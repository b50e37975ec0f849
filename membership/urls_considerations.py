"""Addresses of the consideration: remarks and rounds, the proposal, letters on decisions."""

from __future__ import annotations

from association.policy import SIGNED_IN, route
from membership.views import answers, application_list, considerations, letters, remarks

urlpatterns = [
    route("applications/", application_list.applications, name="applications", allow=SIGNED_IN),
    route("applications.xlsx", application_list.applications_xlsx, name="applications_xlsx", allow="view_records"),
    route("applications/<int:pk>/papers/<str:kind>/<int:one>/", answers.paper, name="answer_paper_one", allow="edit_application"),
    route("application-papers/<int:pk>/removal/", answers.removal, name="application_paper_removal", allow="edit_application"),
    route("applications/<int:pk>/remarks/", remarks.thread, name="application_remarks", allow=SIGNED_IN),
    route("applications/<int:pk>/remarks/new/", remarks.pinning, name="application_remark_new", allow="check_applications"),
    route("applications/<int:pk>/submissions/<int:number>/", remarks.submission, name="submission", allow=SIGNED_IN),
    route("applications/<int:pk>/proposal/", considerations.proposal, name="application_proposal", allow="check_applications"),
    route("applications/<int:pk>/lapse/", considerations.lapse, name="application_lapse", allow="register_documents"),
    route("remarks/<int:pk>/withdrawal/", remarks.withdrawal, name="remark_withdrawal", allow="check_applications"),
    route("remarks/<int:pk>/settlement/", remarks.settlement, name="remark_settlement", allow="check_applications"),
    route("remarks/<int:pk>/answers/", remarks.answering, name="remark_answers", allow="edit_application"),
    route("releases/", letters.releases, name="releases", allow="release_papers"),
    route("letters/<int:pk>/", letters.letter, name="letter", allow="release_papers"),
]  # fmt: skip
