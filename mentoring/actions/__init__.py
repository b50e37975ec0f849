"""The verbs of mentoring, one file per noun."""
