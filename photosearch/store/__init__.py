"""Stage 4: what is known is kept for good, in SQLite."""
