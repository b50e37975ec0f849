"""What a meeting decides for mentoring, and what mentoring answers when a floor below announces something."""

from mentoring import (
    matters_pairs,  # noqa: F401  # registers the pairs and their ends
    matters_stewards,  # noqa: F401  # registers the distribution of processes and what follows for stewards
)
