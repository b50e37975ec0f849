"""Addresses of elections, general meetings, early release and acting for the chair."""

from __future__ import annotations

from association.policy import route
from presidium.views import composition, elections, general, releases

urlpatterns = [
    route("meetings/<int:pk>/elections/", elections.beginning, name="meeting_elections", allow="prepare_meeting"),
    route("elections/<int:pk>/", elections.election, name="election", allow="view_records"),
    route("elections/<int:pk>/nominations/", elections.nominations, name="election_nominations", allow="view_records"),
    route("candidacies/<int:pk>/retraction/", elections.retraction, name="candidacy_retraction", allow="view_records"),
    route(
        "meetings/<int:pk>/representatives/", general.representatives, name="meeting_representatives",
        allow="prepare_meeting",
    ),
    route("meetings/<int:pk>/presiding/", general.presiding, name="meeting_presiding", allow="run_meeting"),
    route("meetings/<int:pk>/calling/", general.calling, name="meeting_calling", allow="prepare_meeting"),
    route("presidium/offices/<int:pk>/release/", releases.release_new, name="release_new", allow="register_documents"),
    route("presidium/acting/", composition.acting, name="acting", allow="keep_composition"),
    route("presidium/acting/end/", composition.acting_end, name="acting_end", allow="keep_composition"),
]  # fmt: skip
