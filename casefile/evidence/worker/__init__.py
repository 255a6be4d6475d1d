"""The process that looks into files, and nothing else: no key, no vault path, no network, no way to open anything.

It is started afresh for one file, is given the bytes it asks for through a pipe, and answers with pixels, text, sound or
numbers. Whatever it answers is untrusted: a hostile file may have taken it over.
"""
