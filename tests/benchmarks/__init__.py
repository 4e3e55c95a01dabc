"""Measures how fast the app is, each figure beside a baseline of the same run; nothing here is a test."""

import os

# NumPy's threads, which baselines use, would spin for a while on the cores of whatever has the next turn.
os.environ.setdefault("OPENBLAS_THREAD_TIMEOUT", "4")
