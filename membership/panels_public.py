"""Entries of the public registers."""
