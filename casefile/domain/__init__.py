"""What a case is: kinds of record, their fields and values. Pure: no files, no database, no window."""
