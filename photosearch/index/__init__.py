"""Stage 5: embeddings are made findable, in FAISS."""
