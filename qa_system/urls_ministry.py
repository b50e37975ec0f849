"""Addresses of the ministry's officials and of the dialogue with them."""

from __future__ import annotations

from association.policy import route
from qa_system.views import ministry, officials, remarks

urlpatterns = [
    route("ministry/", ministry.ministry, name="qa_ministry", allow="review_qa"),
    route("ministry/xlsx/", ministry.ministry_xlsx, name="qa_ministry_xlsx", allow="review_qa"),
    route("ministry/<int:pk>/", ministry.ministry_organisation, name="qa_ministry_organisation", allow="review_qa"),
    route("ministry/versions/<int:pk>/", ministry.ministry_version, name="qa_ministry_version", allow="review_qa"),
    route("ministry/remarks/<int:pk>/answers/", remarks.ministry_answer, name="qa_ministry_answer", allow="review_qa"),
    route("ministry/officials/", officials.officials, name="qa_officials", allow="invite_people"),
    route("ministry/officials/<int:pk>/end/", officials.official_end, name="qa_official_end", allow="invite_people"),
    route("<int:pk>/remarks/", remarks.remarks, name="qa_remarks", allow="view_qa"),
    route("remarks/<int:pk>/answers/", remarks.remark_answer, name="qa_remark_answer", allow="keep_qa"),
]
