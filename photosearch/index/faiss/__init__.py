"""The index in FAISS, on this machine and in files: the only folder that knows FAISS."""
