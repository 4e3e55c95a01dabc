"""Watched folders, their problems, and what is being done."""
