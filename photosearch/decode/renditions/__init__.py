"""Copies of photos to give away: smaller, in another format, without what a stranger need not know."""
