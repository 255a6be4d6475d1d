"""Choosing by typing: a field that suggests, and one that finds records by name in any spelling.

>>> field = RecordField(desk, ("person", "organisation"), cases=lambda: (case_id,))
>>> field.chosen.connect(...)             # a Candidate, or None when it was emptied
>>> field.new_asked.connect(...)          # kind and what was typed: "New person"
>>> field.show_candidate(candidate)       # shows without telling anyone
"""
