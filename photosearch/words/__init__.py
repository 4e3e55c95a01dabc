"""Codes and values become sentences, quantities and dates: one place without Qt for window and terminal."""
