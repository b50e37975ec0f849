"""Addresses of the import of organisations."""

from __future__ import annotations

from association.policy import route
from association.views import imports

RIGHT = "manage_organisations"

urlpatterns = [
    route("imports/", imports.imports, name="imports", allow=RIGHT),
    route("imports/new/", imports.import_new, name="import_new", allow=RIGHT),
    route("imports/template.xlsx", imports.import_template, name="import_template", allow=RIGHT),
    route("imports/<int:pk>/", imports.organisation_import, name="organisation_import", allow=RIGHT),
    route("imports/<int:pk>/progress/", imports.import_progress, name="import_progress", allow=RIGHT),
    route("imports/<int:pk>/columns/", imports.import_columns, name="import_columns", allow=RIGHT),
    route("imports/<int:pk>/confirmation/", imports.import_confirmation, name="import_confirmation", allow=RIGHT),
    route("imports/<int:pk>/withdrawal/", imports.import_withdrawal, name="import_withdrawal", allow=RIGHT),
    route("imports/<int:pk>/reversal/", imports.import_reversal, name="import_reversal", allow=RIGHT),
]
