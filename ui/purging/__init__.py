"""Taking values out for good, asked from the pages that show them."""
