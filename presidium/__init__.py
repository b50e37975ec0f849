"""Presidium: seats, meetings, votes, minutes (разделы 3 и 4 Положения)."""
