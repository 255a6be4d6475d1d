"""Writing the records out in open formats."""
