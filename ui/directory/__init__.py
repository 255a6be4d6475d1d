"""People and organisations: one directory for both, a list at the left and one record, read only, at the right."""
