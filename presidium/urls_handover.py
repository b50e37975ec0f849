"""Addresses of the hand-over of the chair's affairs."""

from __future__ import annotations

from association.policy import SIGNED_IN, route
from presidium.views import handovers

# The two whose affairs they are may have no office any more; the page shows nobody else's.
urlpatterns = [
    route("handovers/<int:pk>/", handovers.handover, name="chair_handover", allow=SIGNED_IN),
    route("handovers/<int:pk>/list/", handovers.drawing, name="chair_handover_list", allow="keep_minutes"),
    route("handovers/<int:pk>/signatures/", handovers.signatures, name="chair_handover_signatures", allow=SIGNED_IN),
    route("handovers/<int:pk>/scan/", handovers.scan, name="chair_handover_scan", allow="keep_minutes"),
]
