"""Today: quick record at the left, under it what is due; at the right the backup and what needs a look."""
