"""Tables, and the only way to change them: the unit of work. Rows never leave this room; records do."""
