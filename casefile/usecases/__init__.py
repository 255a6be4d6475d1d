"""One module a job: the only place where the rooms below meet, and the front door of every front end."""
