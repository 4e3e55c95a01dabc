"""A model in a form that is faster on this machine, and as faithful."""
