"""Finding records: full text in three languages, and names in any script."""
