"""Addresses of events: public pages, the personal page of a participant, the desk of events."""

from __future__ import annotations

from association.policy import PUBLIC, SIGNED_IN, route
from association.views import entries, event_office, event_presence, event_reports, events, feedback

urlpatterns = [
    route("events/", events.events, name="events", allow=PUBLIC),
    route("events/<int:pk>/", events.event, name="event", allow=PUBLIC),
    route("events/<int:pk>/event.ics", events.appointment, name="event_ics", allow=PUBLIC),
    route("events/<int:pk>/files/<int:document>/", events.event_file, name="event_file", allow=PUBLIC),
    route("events/<int:pk>/entry/", entries.entry_new, name="event_entry_new", allow=PUBLIC),
    route("events/<int:pk>/entry/asked/", entries.entry_asked, name="event_entry_asked", allow=PUBLIC),
    route("events/entries/<str:token>/", entries.entry, name="event_entry", allow=PUBLIC),
    route("events/entries/<str:token>/event.ics", entries.entry_appointment, name="event_entry_ics", allow=PUBLIC),
    route("events/entries/<str:token>/confirmation/", entries.confirmation, name="event_entry_confirmation", allow=PUBLIC),
    route("events/entries/<str:token>/cancellation/", entries.cancellation, name="event_entry_cancellation", allow=PUBLIC),
    route("events/entries/<str:token>/feedback/", feedback.feedback, name="event_feedback", allow=PUBLIC),
    route("events/entries/<str:token>/files/<int:document>/", entries.entry_file, name="event_entry_file", allow=PUBLIC),
    route("events/<int:pk>/people/", entries.people, name="event_people", allow="enter_event"),
    route("events/<int:pk>/people/<int:entry>/removal/", entries.person_removal, name="event_person_removal", allow="enter_event"),
    route("events/reports/", event_reports.reports, name="event_reports", allow="read_reports"),
    route("events/<int:pk>/report/", event_reports.report, name="event_report", allow=SIGNED_IN),
    route("events/<int:pk>/report/reopening/", event_reports.reopening, name="event_report_reopening", allow="organise_event"),
    route("events/<int:pk>/report/signature/", event_reports.signature, name="event_report_signature", allow="organise_event"),
    route("office/events/", event_office.office, name="event_office", allow="organise_event"),
    route("office/events/new/", event_office.event_new, name="event_new", allow="keep_events"),
    route("office/events/<int:pk>/", event_office.board, name="event_board", allow="organise_event"),
    route("office/events/<int:pk>/details/", event_office.details, name="event_details", allow="organise_event"),
    route("office/events/<int:pk>/announcement/", event_office.announcement, name="event_announcement", allow="organise_event"),
    route("office/events/<int:pk>/holding/", event_office.holding, name="event_holding", allow="organise_event"),
    route("office/events/<int:pk>/cancellation/", event_office.cancellation, name="event_cancellation", allow="organise_event"),
    route("office/events/<int:pk>/organisers/", event_office.organisers, name="event_organisers", allow="keep_events"),
    route("office/events/<int:pk>/organisers/<int:organiser>/release/", event_office.organiser_release, name="event_organiser_release", allow="keep_events"),
    route("office/events/<int:pk>/documents/", event_office.documents, name="event_documents", allow="organise_event"),
    route("office/events/<int:pk>/documents/<int:document>/removal/", event_office.document_removal, name="event_document_removal", allow="organise_event"),
    route("office/events/<int:pk>/presence/", event_presence.presence, name="event_presence", allow="organise_event"),
    route("office/events/<int:pk>/admission/", event_presence.admission, name="event_admission", allow="organise_event"),
    route("office/events/<int:pk>/participants.xlsx", event_presence.participants_xlsx, name="event_xlsx", allow="organise_event"),
]
