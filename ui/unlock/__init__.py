"""Before a vault is open: choose, unlock, create, restore."""
