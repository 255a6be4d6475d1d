"""The append-only log of changes: what changed, by whom, on which device, and what they had seen."""
