"""Facts in a list: plain rows in, one list view that wraps and paints them."""
