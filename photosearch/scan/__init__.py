"""Stage 1: a file appears on disk."""
