"""Bundles: one encrypted file for one recipient, a signed BagIt bag in a plain tar inside; written, read and checked without any vault."""
