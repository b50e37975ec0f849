"""Addresses of the library of methodical materials and of the list of processes."""

from __future__ import annotations

from association.policy import PUBLIC, route
from association.views import library, qms_processes

KEEPS, GIVES = "keep_processes", "give_material"

urlpatterns = [
    route("library/", library.materials, name="library", allow=PUBLIC),
    route("library/new/", library.material_new, name="library_new", allow=GIVES),
    route("library/<int:pk>/", library.material, name="library_item", allow=PUBLIC),
    route("library/<int:pk>/file/", library.material_file, name="library_file", allow=PUBLIC),
    route("library/<int:pk>/taking-back/", library.taking_back, name="library_taking_back", allow=GIVES),
    route("processes/", qms_processes.processes, name="qms_processes", allow=KEEPS),
    route("processes/preset/", qms_processes.preset, name="qms_process_preset", allow=KEEPS),
    route("processes/<int:pk>/closing/", qms_processes.closing, name="qms_process_closing", allow=KEEPS),
]
