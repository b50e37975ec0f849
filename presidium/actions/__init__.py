"""The verbs of the Presidium."""
