"""Addresses of retention: what falls due, the file plan, acts of write-off."""

from __future__ import annotations

from association.policy import SIGNED_IN, route
from association.views import file_plan, write_offs

READ, KEEP = "view_records", "keep_files"

urlpatterns = [
    route("retention/", file_plan.due, name="retention", allow=READ),
    route("retention/<slug:source>/<int:pk>/", file_plan.document, name="retention_document", allow=READ),
    route("retention/<slug:source>/<int:pk>/hold/", file_plan.hold, name="retention_hold", allow=KEEP),
    route("retention/holds/<int:pk>/lifting/", file_plan.lifting, name="hold_lifting", allow=KEEP),
    route("file-plan/", file_plan.kinds, name="file_kinds", allow=READ),
    route("file-plan/kinds/new/", file_plan.kind_new, name="file_kind_new", allow=KEEP),
    route("file-plan/kinds/<int:pk>/", file_plan.kind, name="file_kind", allow=KEEP),
    route("file-plan/years/", file_plan.plans, name="file_plans", allow=KEEP),
    route("file-plan/years/<int:pk>/", file_plan.plan, name="file_plan", allow=READ),
    route("file-plan/years/<int:pk>/steps/", file_plan.steps, name="file_plan_steps", allow=KEEP),
    route(
        "file-plan/years/<int:pk>/signatures/",
        file_plan.signatures,
        name="file_plan_signatures",
        allow="approve_write_off",
    ),
    route("file-plan/years/<int:pk>/scan/", file_plan.scan, name="file_plan_scan", allow=KEEP),
    route("write-offs/", write_offs.acts, name="write_offs", allow=READ),
    route("write-offs/new/", write_offs.act_new, name="write_off_new", allow=KEEP),
    route("write-offs/<int:pk>/", write_offs.act, name="write_off", allow=SIGNED_IN),
    route("write-offs/<int:pk>/commission/", write_offs.commission, name="write_off_commission", allow=KEEP),
    route("write-offs/<int:pk>/lines/<int:line>/", write_offs.line, name="write_off_line", allow=KEEP),
    route("write-offs/<int:pk>/steps/", write_offs.steps, name="write_off_steps", allow=KEEP),
    route(
        "write-offs/<int:pk>/signatures/", write_offs.signatures, name="write_off_signatures", allow="sign_write_off"
    ),
    route("write-offs/<int:pk>/scan/", write_offs.scan, name="write_off_scan", allow=KEEP),
    route("write-offs/<int:pk>/approval/", write_offs.approval, name="write_off_approval", allow="approve_write_off"),
    route("write-offs/<int:pk>/cancelling/", write_offs.cancelling, name="write_off_cancelling", allow=KEEP),
]
