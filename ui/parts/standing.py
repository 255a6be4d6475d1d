"""How a step of a wizard stands to the one where the person is. Without Qt, for plans that are decided without it."""

from __future__ import annotations

from typing import Literal

Standing = Literal["done", "here", "ahead"]
