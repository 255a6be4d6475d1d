"""Records in formats that other programs read: JSON, CSV, XLSX. A record at a time, so that memory does not grow with the vault."""
