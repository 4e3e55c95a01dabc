"""What leads from each version of the schema to the next: a module a version, frozen once it is released."""
