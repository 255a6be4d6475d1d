"""The Calendar page: a month and an agenda of hearings, deadlines and measures that end."""
