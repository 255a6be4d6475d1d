"""Who may be here already, and who is the same person as whom: the lines below a name, wherever a name is entered or shown."""
