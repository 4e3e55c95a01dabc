"""What the desktop around the window gives: file manager, drops, signals, one instance."""
