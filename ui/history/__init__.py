"""What a field held before, asked from the pages that show it."""
