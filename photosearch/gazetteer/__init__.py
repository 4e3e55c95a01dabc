"""The world's places by name and by position, without the network (docs/adr tells where they come from)."""
