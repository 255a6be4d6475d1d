"""The Search page: one box, results by kind, filters."""
