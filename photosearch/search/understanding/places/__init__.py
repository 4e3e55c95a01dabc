"""Places in sentences: names that the gazetteer knows, told from words that only look like one."""
