"""A report to read and cite from: its text in a column, and beside it what can be made of the passage that is marked."""
