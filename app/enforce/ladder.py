"""The way to a limit: tip → warnings at 15, 5 and 1 minutes → grace to save → learning or closed.

One ladder serves a whole PC and a single held program. It is pure: it is told the decision and
the time and says what to do. Nothing takes effect without its grace while somebody sits there. A
limit that is seen coming has its grace in the last minute before it, so that "the PC rests at
19:23" is true; one that comes suddenly (lock now, a tightened rule) has it afterwards. A loosened
rule takes effect at once.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from app.model.decision import Decision, Screen, Verdict
from app.model.moment import MINUTE, SECOND

WARNINGS = (30, 15, 5, 1)
TIP_AT = 30
_NONE = 99
_LATE_MS = 2 * SECOND  # a look may come so late and still count as the start of the last minute


class Step(StrEnum):
    """What the ladder wants done."""

    TIP = "tip"
    WARN = "warn"
    GRACE = "grace"
    APPLY = "apply"
    OPEN = "open"


class Rung(Struct, frozen=True):
    """Where on the ladder we stand.

    said        the smallest warning already given on this approach, in minutes (99 = none).
    applied     the state that has taken effect.
    grace_ms    when the grace ends (trusted Unix ms), None = none runs.
    tipped      the soft reasons already told, with the day they count for.
    """

    said: int = _NONE
    applied: Screen = Screen.OPEN
    grace_ms: int | None = None
    tipped: frozenset[str] = frozenset()


class Climb(Struct, frozen=True):
    """One look at the ladder: all that it depends on.

    sits: somebody uses the PC now. wait_ms: until when nothing may take effect (a clock that
    still has to settle), or None.
    """

    decision: Decision
    now_ms: int
    grace_ms: int
    sits: bool
    wait_ms: int | None = None


def climb(rung: Rung, look: Climb) -> tuple[Rung, tuple[tuple[Step, int], ...]]:
    """Take one look; give the new rung and the steps, each with the milliseconds it speaks of."""
    if look.decision.screen > rung.applied:
        return _tighten(rung, look)
    steps: list[tuple[Step, int]] = []
    left = look.decision.left_ms or 0
    if look.decision.screen < rung.applied:
        loosened = Step.OPEN if look.decision.screen is Screen.OPEN else Step.APPLY
        steps.append((loosened, left))
        rung = replace(rung, applied=look.decision.screen, said=_NONE, grace_ms=None)
    elif rung.grace_ms is not None and not _last_minute(look):
        if look.sits and look.decision.screen is Screen.OPEN:
            steps.append((Step.OPEN, left))
        rung = replace(rung, grace_ms=None)
    if look.decision.screen is not Screen.CLOSED and look.sits:
        rung, more = _approach(rung, look)
        steps += more
    return rung, tuple(steps)


def _tighten(rung: Rung, look: Climb) -> tuple[Rung, tuple[tuple[Step, int], ...]]:
    """Begin the grace, wait for it, or let the limit take effect.

    A limit that was seen coming has had its grace before it came due.
    """
    if look.wait_ms is not None and look.now_ms < look.wait_ms:
        return rung, ()
    if look.sits and rung.grace_ms is None and look.grace_ms > 0:
        ends = look.now_ms + look.grace_ms
        return replace(rung, grace_ms=ends), ((Step.GRACE, look.grace_ms),)
    if look.sits and rung.grace_ms is not None and look.now_ms < rung.grace_ms:
        return rung, ()
    done = replace(rung, applied=look.decision.screen, grace_ms=None, said=_NONE)
    return done, ((Step.APPLY, 0),)


def _left(look: Climb) -> int | None:
    """Give the milliseconds until the next state: until it ends, or until learning ends too."""
    if look.decision.screen is Screen.OPEN:
        return look.decision.left_ms
    return look.decision.closes_ms


def _last_minute(look: Climb) -> bool:
    """Whether a hard limit comes due within the grace, so that saving has to begin now."""
    ahead, left = look.decision.ahead, _left(look)
    if ahead is None or left is None or not look.sits or look.grace_ms <= 0:
        return False
    return ahead.verdict is not Verdict.TIP and left <= look.grace_ms


def _approach(rung: Rung, look: Climb) -> tuple[Rung, list[tuple[Step, int]]]:
    """Warn once at each mark; in the last minute the grace runs, so that it ends when due.

    A soft limit that is reached gets one tip.
    """
    rung, steps = _tip(rung, look)
    left = _left(look)
    mark = next((m for m in reversed(WARNINGS) if left is not None and left <= m * MINUTE), _NONE)
    if left is not None and _last_minute(look):
        if rung.grace_ms is None:
            steps.append((Step.GRACE, max(left, look.grace_ms - _LATE_MS)))
        # Whoever comes back with seconds left still gets the whole grace; who rests keeps it.
        begun = rung.grace_ms or look.now_ms + look.grace_ms - _LATE_MS
        rung = replace(rung, grace_ms=max(begun, look.now_ms + left))
    elif left is not None and mark < rung.said:
        steps.append((Step.TIP if mark == TIP_AT else Step.WARN, left))
    return replace(rung, said=mark), steps


def _tip(rung: Rung, look: Climb) -> tuple[Rung, list[tuple[Step, int]]]:
    """Tell a reached soft limit once."""
    if look.decision.verdict is not Verdict.TIP:
        return replace(rung, tipped=frozenset()) if rung.tipped else rung, []
    if look.decision.setting in rung.tipped:
        return rung, []
    return replace(rung, tipped=rung.tipped | {look.decision.setting}), [(Step.TIP, 0)]


def wakes_at(rung: Rung, look: Climb) -> int | None:
    """Give when the ladder wants to be looked at again (trusted Unix ms), None = not by itself."""
    if look.decision.screen > rung.applied:
        ends = [t for t in (look.wait_ms, rung.grace_ms) if t is not None and t > look.now_ms]
        return min(ends, default=look.now_ms)
    left = _left(look)
    if left is None:
        return None
    marks = (*(m * MINUTE for m in WARNINGS), look.grace_ms)
    return min((look.now_ms + left - m for m in marks if left > m), default=look.now_ms + left)
