"""What mentoring puts on the desk, into the side navigation and into the history of an organisation."""

from mentoring import (
    panels_help,  # noqa: F401  # registers the work of pairs: its readers, files and duties
    panels_pairs,  # noqa: F401  # registers lists of pairs
    panels_register,  # noqa: F401  # registers the register of pairs
    panels_stewards,  # noqa: F401  # registers stewards of processes and readers of materials
)
