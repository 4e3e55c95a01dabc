"""The hits as a grid of thumbnails."""
