"""Time limits: what begins them, how they are counted, and what is proposed. Nothing here becomes a task by itself."""

from casefile.domain.deadlines.explaining import brief, explanation, findings_in_words
from casefile.domain.deadlines.proposal import Proposal
from casefile.domain.deadlines.proposing import propose, task_of
from casefile.domain.deadlines.reckoning import Doubt, Reckoning, begins, reckon
from casefile.domain.deadlines.shipped import in_force, shipped
from casefile.domain.deadlines.triggers import Trigger, trigger_of

__all__ = [
    "Doubt", "Proposal", "Reckoning", "Trigger", "begins", "brief", "explanation", "findings_in_words", "in_force", "propose", "reckon", "shipped",
    "task_of", "trigger_of",
]  # fmt: skip
