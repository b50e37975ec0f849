"""The verbs of internal quality assurance."""
