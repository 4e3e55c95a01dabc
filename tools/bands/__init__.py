"""Photos and wishes on which "does this search have an answer" is tuned and validated."""
