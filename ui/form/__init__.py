"""The record form: any record of any kind, edited in a form made from its definition.

`page` is what the shell shows. Plain Python, tested without a window: `plan` (which fields, where), `state` (the edit under way),
`citing`, `history`, `showing`. Widgets: `fields/` by shape, `body` (the record), `panel` (citation and changes).
"""
