"""Time limits: what begins them, how they are counted, and what is proposed. Nothing here becomes a task by itself."""

from casefile.domain.deadlines.explaining import brief, explanation, findings_in_words
from casefile.domain.deadlines.proposing import Proposal, propose
from casefile.domain.deadlines.reckoning import Doubt, Reckoning, begins, reckon
from casefile.domain.deadlines.shipped import in_force, shipped
from casefile.domain.deadlines.triggers import Trigger, trigger_of

__all__ = [
    "Doubt", "Proposal", "Reckoning", "Trigger", "begins", "brief", "explanation", "findings_in_words", "in_force", "propose", "reckon", "shipped",
    "trigger_of",
]  # fmt: skip
