"""Sets photosearch up in ``.venv``, shows it and checks it; the standard library only."""
