"""Handing cases over and receiving what colleagues hand over: contacts, the wizard, the preview of what came."""
