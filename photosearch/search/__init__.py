"""Stage 6: a query becomes ranked hits."""
