"""Membership: applications, orders, certificates (раздел 3 Положения)."""
