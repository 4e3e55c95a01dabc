"""An encoder at work: opened, kept, asked."""
