"""Editors of one field each, by shape. `make.editor` chooses."""
