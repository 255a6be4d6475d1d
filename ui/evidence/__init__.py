"""Evidence: the files of the vault as tiles or in a table, a viewer, and where each file comes from."""
