"""Kinds of background reading of photos, one module each, and what conducts them."""
