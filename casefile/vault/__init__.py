"""The vault on disk: header and key slots, the database connection, evidence files, head, lock, backup."""
