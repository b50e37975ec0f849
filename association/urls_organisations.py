"""Addresses of the record of organisations and of the reference table of districts."""

from __future__ import annotations

from association.policy import SIGNED_IN, route
from association.views import authority, districts, organisations, reorganisations

KEEPS = "manage_organisations"

urlpatterns = [
    route("organisations/", organisations.organisations, name="organisations", allow=KEEPS),
    route("organisations/new/", organisations.organisation_new, name="organisation_new", allow=KEEPS),
    route("organisations/<int:pk>/record/", organisations.record, name="organisation_record", allow=KEEPS),
    route("organisations/<int:pk>/details/", organisations.details, name="organisation_details", allow=KEEPS),
    route("organisations/<int:pk>/contacts/", organisations.contacts, name="organisation_contacts", allow=SIGNED_IN),
    route("organisations/<int:pk>/name/", organisations.name, name="organisation_name", allow=KEEPS),
    route("organisations/<int:pk>/address/", organisations.address, name="organisation_address", allow=KEEPS),
    route("organisations/<int:pk>/head/", organisations.head, name="organisation_head", allow=KEEPS),
    route("organisations/<int:pk>/wording/", organisations.wording, name="organisation_wording", allow=KEEPS),
    route("organisations/<int:pk>/planned/", organisations.planned, name="organisation_planned", allow=KEEPS),
    route("organisations/<int:pk>/reorganisation/", reorganisations.reorganisation, name="organisation_reorganisation", allow=KEEPS),
    route("districts/", districts.districts, name="districts", allow=KEEPS),
    route("districts/new/", districts.district_new, name="district_new", allow=KEEPS),
    route("districts/places/", districts.places, name="district_places", allow=KEEPS),
    route("districts/<int:pk>/place/", districts.place, name="district_place", allow=KEEPS),
    route("districts/<int:pk>/", districts.district, name="district", allow=KEEPS),
    route("districts/<int:pk>/name/", districts.name, name="district_name", allow=KEEPS),
    route("districts/<int:pk>/merger/", districts.merger, name="district_merger", allow=KEEPS),
    route("districts/<int:pk>/closing/", districts.closing, name="district_closing", allow=KEEPS),
    route("districts/<int:pk>/wording/", districts.wording, name="district_wording", allow=KEEPS),
    route("authority/name/", authority.name, name="authority_name", allow=KEEPS),
    route("authority/wording/", authority.name_wording, name="authority_wording", allow=KEEPS),
    route("authority/officials/new/", authority.official_new, name="official_new", allow=KEEPS),
    route("authority/officials/<int:pk>/wording/", authority.official_wording, name="official_wording", allow=KEEPS),
    route("authority/officials/<int:pk>/end/", authority.official_end, name="official_end", allow=KEEPS),
]
