"""Sources that speak to the same thing, in columns beside each other."""
