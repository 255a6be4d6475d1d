"""Taking in tables and exports: choose, say which column is which field, look at what would come of it, done."""
