"""What stands at the left of the wizard's foot: how things stand, or what is still missing."""

from __future__ import annotations

from casefile.usecases.handover import Preview
from ui.handover import wording
from ui.handover.wizard import Step, Wizard
from ui.words import t


def foot_words(wizard: Wizard, preview: Preview | None) -> tuple[str, str, str]:
    """The words in semibold, those after them, and the tone of these."""
    plan, hindrance = wizard.plan, wizard.hindrance()
    if hindrance:
        return "", t(f"handing.hindrance.{hindrance}"), "due" if hindrance == "stopped" else "ink2"
    if wizard.step is Step.CASES:
        return t("handing.cases", n=len(plan.cases)), t("handing.foot.chosen"), "ink2"
    if preview is None:
        return t("handing.files", n=plan.files), t("handing.foot.plain"), "ink2"
    kind = "locked" if plan.locked else "each" if plan.files > 1 else "one"
    words = t(f"handing.foot.{kind}", size=wording.size(preview.size))
    return t("handing.files", n=plan.files), f"{words} {t('handing.foot.is')}", "ink2"
