"""The Cases page: the list with its filters, and beside it one case."""
