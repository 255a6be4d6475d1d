"""The Settings page: appearance, security, self-check, backup, the own card, and what this program is."""
