"""The window's way of taking photos out: one dialog, with its progress and what came of it."""
