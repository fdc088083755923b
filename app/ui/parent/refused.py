"""A refusal in plain words: what happened, then what to do."""

from __future__ import annotations

from app.ui.parent.line import Refusal
from app.ui.shared.look import Look
from app.words import catalogue, forms


def refused_text(look: Look, refusal: Refusal) -> tuple[str, str]:
    """Head and text for a refusal; a code nobody wrote words for is shown as it is."""
    if refusal.wait_ms > 0:
        left = forms.left(refusal.wait_ms, look.lang)
        return look.say("console.refused.rate"), look.say("console.refused.wait", left=left)
    key = f"console.refused.{refusal.reason}"
    if catalogue.knows(key):
        return look.say("console.refused"), look.say(key)
    return look.say("console.refused"), look.say("console.refused.code", code=refusal.reason)
