"""Which models there are, and how one comes onto this machine."""
