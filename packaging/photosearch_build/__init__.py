"""Builds the installers; nothing of it is shipped."""
