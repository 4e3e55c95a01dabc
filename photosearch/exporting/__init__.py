"""Takes photos out of the library: copies, contact sheets, lists. No photo is changed, no file written over."""
