"""The search field with its chips, the filters, and pictures to search with."""
