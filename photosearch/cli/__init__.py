"""Stage 7a: what a person sees in a terminal, one file per command."""
