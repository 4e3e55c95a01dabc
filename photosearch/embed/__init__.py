"""Stage 3: pixels and words become embeddings."""
