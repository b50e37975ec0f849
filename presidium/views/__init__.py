"""Pages of the Presidium."""
