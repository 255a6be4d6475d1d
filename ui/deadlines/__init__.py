"""What pages share of deadlines: how an hour is said, and the question whether a proposal becomes a task."""
