"""Forms of internal quality assurance."""
