"""Dialogs for settings, models, shortcuts and what this program is."""
