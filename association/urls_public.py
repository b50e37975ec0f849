"""Addresses of the public ground: the two regulations."""

from __future__ import annotations

from association.policy import PUBLIC, route
from association.views import regulations

urlpatterns = [
    route("regulations/", regulations.regulations, name="regulations", allow=PUBLIC),
    route("regulations/<str:act>/", regulations.regulation, name="regulation", allow=PUBLIC),
    route("regulations/clause/<str:clause_id>/", regulations.clause, name="clause", allow=PUBLIC),
]
