"""Makes the gazetteer in ``resources/places`` from public tables (README.md; not installed with the app)."""
