"""Stage 5: embeddings are made findable, by a backend behind one protocol."""
