"""Addresses of the authority's orders and of the exit from the Association."""

from __future__ import annotations

from association.policy import SIGNED_IN, route
from membership.views import endings, orders

urlpatterns = [
    route("orders/", orders.orders, name="orders", allow="enter_order"),
    route("orders/<int:pk>/", orders.order, name="order", allow="enter_order"),
    route("orders/<int:pk>/voiding/", orders.voiding, name="order_voiding", allow="enter_order"),
    route("orders/<int:pk>/paper/", orders.drawing, name="order_drawing", allow="register_documents"),
    route("order-lines/<int:pk>/removal/", orders.line_removal, name="order_line_removal", allow="register_documents"),
    route("order-lines/<int:pk>/return/", orders.line_return, name="order_line_return", allow="register_documents"),
    route("endings/", endings.endings, name="endings", allow="view_records"),
    route("endings/new/", endings.beginning, name="ending_new", allow="leave_association"),
    route("endings/entry/", endings.paper_exit, name="ending_entry", allow="register_documents"),
    route("endings/<int:pk>/", endings.ending, name="ending", allow=SIGNED_IN),
    route("endings/<int:pk>/signature/", endings.signature, name="ending_signature", allow="leave_association"),
    route("endings/<int:pk>/scan/", endings.scan, name="ending_scan", allow="leave_association"),
    route("endings/<int:pk>/submission/", endings.submission, name="ending_submission", allow="leave_association"),
    route("endings/<int:pk>/retraction/", endings.retraction, name="ending_retraction", allow="leave_association"),
    route("endings/<int:pk>/registration/", endings.registration, name="ending_registration", allow="register_documents"),
]
