"""Addresses of the papers of the register."""

from __future__ import annotations

from association.policy import SIGNED_IN, route
from association.views import records

KEEPS, READS = "register_documents", "view_records"

urlpatterns = [
    route("journal/new/", records.record_new, name="record_new", allow=KEEPS),
    route("journal/<int:pk>/", records.record, name="record", allow=SIGNED_IN),
    route("journal/<int:pk>/files/", records.record_files, name="record_files", allow=KEEPS),
    route("journal/<int:pk>/routing/", records.record_routing, name="record_routing", allow=READS),
    route("journal/<int:pk>/closing/", records.record_closing, name="record_closing", allow=KEEPS),
    route("journal/<int:pk>/dispatch/", records.record_dispatch, name="record_dispatch", allow=KEEPS),
    route("routings/<int:pk>/receipt/", records.routing_receipt, name="routing_receipt", allow=SIGNED_IN),
    route("routings/<int:pk>/deed/", records.routing_deed, name="routing_deed", allow=SIGNED_IN),
    route("routings/<int:pk>/taking-back/", records.routing_taking_back, name="routing_taking_back", allow=READS),
]
