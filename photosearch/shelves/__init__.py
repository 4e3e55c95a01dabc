"""An encoder with the index of its embeddings, kept equal to the store; adding and searching share it."""
