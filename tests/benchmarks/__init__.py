"""Measures how fast the app is, each figure beside a baseline of the same run; nothing here is a test."""
