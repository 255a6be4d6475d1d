"""The Help page: the manual, offline."""
