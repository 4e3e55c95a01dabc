"""Who names candidates for a query: one file a source. What becomes of them is ``fusion`` and ``collapse``."""
