"""Conducts stages 1 to 5 so that photos on disk become searchable."""
