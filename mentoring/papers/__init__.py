"""The papers of mentoring."""

from mentoring.papers.pairs import D22
from mentoring.papers.stewards import D27

__all__ = ["D22", "D27"]
