"""Stage 7b: what a person sees in a window."""

import builtins

import PySide6.QtCore  # noqa: F401 - puts an import of its own before Python's

# Theirs reads the source of every module that is imported from then on, the engine's and its libraries' too, for it may
# ask for `from __feature__ import ...`, which nothing here does: a sixth of the time that a start takes.
builtins.__import__ = vars(builtins).get("__orig_import__", builtins.__import__)
