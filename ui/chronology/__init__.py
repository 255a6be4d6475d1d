"""The drawn chronology: plain rows in, one list view that paints them."""
