"""Checking and reading a bundle without any vault."""
