"""One photo: preview, viewer, and what can be done with it."""
