"""Stage 7b: what a person sees in a window."""
