"""The window around the pages: rail, page stack, jobs bar, palette, lock."""
