"""The values that stages hand to each other: plain, frozen, free of Qt, SQL and torch."""
