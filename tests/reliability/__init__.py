"""Proves that nothing is lost: hazards a person's machine has, tried often, checked against the disk."""
