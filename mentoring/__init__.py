"""Mentoring: pairs of mentor and candidate (пункты 3.16, 3.17, 4.11 Положения)."""
