"""The inbox: what was dropped while the vault was locked, to be filed or discarded."""
