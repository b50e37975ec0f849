"""Addresses of the preparation of a meeting: questions, materials, answers, calendars."""

from __future__ import annotations

from association.policy import PUBLIC, SIGNED_IN, route
from presidium.views import agenda, calendar_feed, materials, participants, preparation

# A question in preparation is opened by who prepares it: the pages look for that themselves.
urlpatterns = [
    route("items/<int:pk>/preparation/", preparation.item, name="item_preparation", allow=SIGNED_IN),
    route("items/<int:pk>/preparer/", preparation.preparer, name="item_preparer", allow="approve_agenda"),
    route("items/<int:pk>/readiness/", preparation.readiness, name="item_readiness", allow=SIGNED_IN),
    route("items/<int:pk>/order/", preparation.order, name="item_order", allow="prepare_meeting"),
    route("items/<int:pk>/removal/", preparation.removal, name="item_removal", allow="prepare_meeting"),
    route("items/<int:pk>/materials/", materials.item_materials, name="item_materials", allow=SIGNED_IN),
    route("materials/<int:pk>/withdrawal/", materials.withdrawal, name="material_withdrawal", allow=SIGNED_IN),
    route("materials/<int:pk>/opening/", materials.opening, name="material_opening", allow=SIGNED_IN),
    route("materials/<int:pk>/file/", materials.material_file, name="material_file", allow=SIGNED_IN),
    route("meetings/<int:pk>/pack/opening/", materials.pack_opening, name="pack_opening", allow=SIGNED_IN),
    route("meetings/<int:pk>/pack/", materials.pack_file, name="pack_file", allow=SIGNED_IN),
    route("meetings/<int:pk>/amendments/", agenda.amendments, name="meeting_amendments", allow="run_meeting"),
    route(
        "meetings/<int:pk>/invitations/", participants.invitations, name="meeting_invitations", allow="prepare_meeting"
    ),
    route("meetings/<int:pk>/event.ics", calendar_feed.event, name="meeting_event", allow=SIGNED_IN),
    route("participants/<int:pk>/reply/", participants.reply, name="participant_reply", allow=SIGNED_IN),
    route(
        "participants/<int:pk>/materials/",
        materials.paper_handing,
        name="participant_materials",
        allow="prepare_meeting",
    ),
    route("calendar/address/", calendar_feed.address, name="calendar_address", allow=SIGNED_IN),
    route("calendar/address/revocation/", calendar_feed.revocation, name="calendar_revocation", allow=SIGNED_IN),
    route("calendar/<str:token>.ics", calendar_feed.feed, name="calendar_feed", allow=PUBLIC),
]
