"""Precedence: two lists on one screen. The first that denies is the reason; the stricter wins.

`TIME` asks whether now is the time, `CONTENT` whether it is the right thing. A rule answers
*deny*, *limited until* or nothing. Only help and a parent's grant for exactly what it names end
both lists with allow; a grant never lifts *never*, and an allowed app never lifts the hours, a
ceiling or a budget.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from app.model.decision import Decision, Reason, Screen, Verdict
from app.model.moment import HOUR, MINUTE
from app.model.policy import AppRole, AppVerdict, Limit, Rules
from app.rules.given import granted
from app.rules.question import COUNTED, Opinion, Question, cause_of
from app.rules.schedule import Stretch, day_of

_SEAT_LIMITS = frozenset({Reason.DAY_BUDGET, Reason.WEEK_BUDGET})

Rule = Callable[[Question], Opinion | None]


# --- time -------------------------------------------------------------------------------


def _hold(q: Question) -> Opinion | None:
    if q.hold is None or not q.hold.stands(q.now_ms):
        return None
    return Opinion(q.hold.reason, "hold", q.hold.until_ms, Verdict.WAIT)


def _agent_lost(q: Question) -> Opinion | None:
    if not q.agent_lost:
        return None
    return Opinion(Reason.AGENT_LOST, "agent", q.agent_until_ms, Verdict.WAIT)


def _rest(q: Question) -> Opinion | None:
    if q.break_until_ms is not None and q.now_ms < q.break_until_ms:
        return Opinion(Reason.BREAK, "breaks", q.break_until_ms, Verdict.WAIT)
    if q.break_due_ms is not None and q.now_ms < q.break_due_ms:
        return Opinion(Reason.BREAK, "breaks", q.break_due_ms)
    return None


def _inside(stretches: tuple[Stretch, ...], now_ms: int) -> Stretch | None:
    found = [s for s in stretches if s.start_ms <= now_ms < s.end_ms]
    return max(found, key=lambda s: s.end_ms) if found else None


def _closed_in(q: Question, stretches: tuple[Stretch, ...], reason: Reason) -> Opinion | None:
    """Deny inside a stretch; before one, say when it begins.

    Of two that overlap the hard one speaks, and the one that began first, until its own end.
    """
    later = [s for s in stretches if s.start_ms > q.now_ms]
    inside = [s for s in stretches if s.start_ms <= q.now_ms < s.end_ms]
    if inside:
        now = min(inside, key=lambda s: (s.soft, s.start_ms))
        harder = [s.start_ms for s in later if now.soft and not s.soft]
        until = min([now.end_ms, *harder])
        return Opinion(reason, now.setting, until, Verdict.WAIT, soft=now.soft)
    if not later:
        return None
    first = min(later, key=lambda s: s.start_ms)
    return Opinion(reason, first.setting, first.start_ms, soft=first.soft)


def _bedtime(q: Question) -> Opinion | None:
    return _closed_in(q, q.plan.bedtime, Reason.BEDTIME)


def _hours(q: Question) -> Opinion | None:
    """Deny outside the open stretches of the day; inside, say when they end."""
    if q.plan.hours is None:
        return None
    setting = f"{q.plan.prefix}.hours"
    now = _inside(q.plan.hours, q.now_ms)
    if now:
        end = now.end_ms
        while follows := _inside(q.plan.hours, end):
            end = follows.end_ms
        return Opinion(Reason.HOURS, now.setting, end, soft=now.soft)
    later = [s.start_ms for s in q.plan.hours if s.start_ms > q.now_ms]
    opens = min([*later, q.plan.end_ms])
    return Opinion(Reason.HOURS, setting, opens, Verdict.WAIT, soft=q.plan.day.soft)


def _is_game(q: Question) -> bool:
    return q.app is not None and q.app.role is AppRole.GAME


def _curfew(q: Question) -> Opinion | None:
    return _closed_in(q, q.plan.curfew, Reason.GAME_CURFEW) if _is_game(q) else None


def _limit(
    q: Question, limit: Limit | None, used_ms: int, reason: Reason, setting: str
) -> Opinion | None:
    """Deny a spent limit until midnight; before, say when it would be spent."""
    if limit is None:
        return None
    left = limit.minutes * MINUTE - used_ms
    if left > 0:
        return Opinion(reason, setting, q.now_ms + left, soft=limit.soft)
    screen = Screen.LEARNING if reason in _SEAT_LIMITS else Screen.CLOSED
    return Opinion(reason, setting, q.plan.end_ms, Verdict.WAIT, screen, limit.soft)


def _one_game(q: Question) -> Opinion | None:
    if not _is_game(q) or q.app is None:
        return None
    used = q.use.of(q.app.key)
    setting = f"{q.plan.prefix}.one_game"
    return _limit(q, q.plan.day.one_game, used, Reason.ONE_GAME, setting)


def _all_games(q: Question) -> Opinion | None:
    if not _is_game(q):
        return None
    setting = f"{q.plan.prefix}.all_games"
    return _limit(q, q.plan.day.all_games, q.use.game_ms, Reason.ALL_GAMES, setting)


def _app_limit(q: Question) -> Opinion | None:
    if q.app is None or q.app.rule is None:
        return None
    setting = f"apps.{q.app.rule.key}.minutes"
    return _limit(q, q.app.rule.limit, q.use.of(q.app.key), Reason.APP_LIMIT, setting)


def _group_limit(q: Question) -> Opinion | None:
    """The group with the least left speaks."""
    if q.app is None:
        return None
    found = []
    for group in q.app.groups:
        used = sum(q.use.of(key) for key in group.apps)
        setting = f"groups.{group.key}.minutes"
        opinion = _limit(q, group.limit, used, Reason.GROUP_LIMIT, setting)
        if opinion:
            found.append(opinion)
    return min(found, key=lambda o: (o.verdict is None, o.until_ms or 0), default=None)


def _bonus_ms(q: Question) -> int:
    return sum(g.left_ms for g in q.grants if g.bonus and not g.app and q.now_ms < g.expires_ms)


def _free_of_charge(q: Question) -> bool:
    return q.app is not None and q.app.role is AppRole.LEARNING


def _day_budget(q: Question) -> Opinion | None:
    if _free_of_charge(q):
        return None
    used = q.use.leisure_ms - _bonus_ms(q)
    setting = f"{q.plan.prefix}.minutes"
    return _limit(q, q.plan.day.minutes, used, Reason.DAY_BUDGET, setting)


def _week_budget(q: Question) -> Opinion | None:
    if _free_of_charge(q):
        return None
    used = q.use.week_ms - _bonus_ms(q)
    return _limit(q, q.rules.week_limit, used, Reason.WEEK_BUDGET, "week_minutes")


# --- content ----------------------------------------------------------------------------


def _stands(wanted: AppVerdict, verdict: Verdict, reason: Reason) -> Rule:
    """Make the rule that denies programs of which the parent said `wanted`."""

    def rule(q: Question) -> Opinion | None:
        if q.app is None or q.app.rule is None or q.app.rule.verdict is not wanted:
            return None
        return Opinion(reason, f"apps.{q.app.rule.key}.verdict", None, verdict)

    return rule


def _unknown_app(q: Question) -> Opinion | None:
    if q.app is None or q.app.rule is not None or not q.app.key or q.app.app.ours:
        return None
    if q.rules.unknown_app is AppVerdict.ALLOW:
        return None
    verdict = Verdict.ASK if q.rules.unknown_app is AppVerdict.ASK else Verdict.BLOCK
    return Opinion(Reason.UNKNOWN_APP, "unknown_app", None, verdict)


TIME: tuple[Rule, ...] = (
    _hold,
    _agent_lost,
    _rest,
    _bedtime,
    _hours,
    _curfew,
    _one_game,
    _all_games,
    _app_limit,
    _group_limit,
    _day_budget,
    _week_budget,
)
CONTENT: tuple[Rule, ...] = (
    _stands(AppVerdict.NEVER, Verdict.BLOCK, Reason.APP_NEVER),
    _stands(AppVerdict.BLOCK, Verdict.BLOCK, Reason.APP_BLOCKED),
    _stands(AppVerdict.ASK, Verdict.ASK, Reason.APP_ASK),
    _unknown_app,
)


OF_ONE_APP: tuple[Rule, ...] = (_curfew, _one_game, _all_games, _app_limit, _group_limit)


def own_due(q: Question) -> int | None:
    """Give when a limit of this program alone may come due, whatever stands against the PC."""
    found = (rule(q) for rule in OF_ONE_APP)
    times = [o.until_ms for o in found if o and o.verdict is None and o.until_ms is not None]
    return min(times, default=None)


def decide(q: Question) -> Decision:
    """Judge one question. Total: whatever is asked, something is answered."""
    if q.adult:
        return Decision(Verdict.ALLOW, Reason.ADULT, "birth", None, origin="product")
    if q.app is not None and q.app.app.ours:
        return Decision(Verdict.ALLOW, Reason.HELP, "help", None, origin="product")
    found = [o for rule in TIME if (o := rule(q))]
    found += [o for rule in CONTENT if (o := rule(q))]
    base = _sum_up(q, found)
    return granted(q, base, found) if base.verdict.rank >= Verdict.ASK.rank else base


def _sum_up(q: Question, found: list[Opinion]) -> Decision:
    denies = [o for o in found if o.verdict is not None and not o.soft]
    tips = [o for o in found if o.verdict is not None and o.soft]
    if denies:
        return _denied(q, denies, tips, found)
    until = min([*(o.until_ms for o in found if o.until_ms is not None), q.plan.end_ms])
    comes_due = [o for o in found if o.verdict is None and not _unwarned(q, o)]
    ahead = min(comes_due, key=lambda o: o.until_ms or 0, default=None)
    chosen = tips[0] if tips else None
    return Decision(
        verdict=Verdict.TIP if chosen else Verdict.ALLOW,
        reason=chosen.reason if chosen else Reason.OPEN,
        setting=chosen.setting if chosen else "",
        until_ms=until,
        left_ms=None if ahead is None or ahead.until_ms is None else ahead.until_ms - q.now_ms,
        ahead=cause_of(ahead) if ahead else None,
        origin=origin_of(q.rules, chosen.setting if chosen else ""),
        also=tuple(cause_of(o) for o in tips[1:]),
    )


def _unwarned(q: Question, opinion: Opinion) -> bool:
    """Whether nothing leads up to this: midnight renews what it counts before it comes due.

    A rest has a notice of its own when it comes and is not warned about like a limit.
    """
    counted = opinion.reason in COUNTED and (opinion.until_ms or 0) >= q.plan.end_ms
    return counted or opinion.reason is Reason.BREAK


def _runs(q: Question, opinion: Opinion, screen: Screen) -> bool:
    """Whether a limit can come due meanwhile: on a PC that is closed, nothing is counted.

    Under the cover learning goes on, and a rest may come of that.
    """
    if opinion.verdict is not None or q.app is not None:
        return True
    if opinion.reason is Reason.BREAK:
        return screen is not Screen.CLOSED
    return opinion.reason not in COUNTED


def _closing(q: Question, found: list[Opinion]) -> Opinion | None:
    """Give what will close a PC on which only learning goes on, before midnight changes rules."""
    clock = (Reason.BEDTIME, Reason.HOURS)
    coming = [o for o in found if o.verdict is None and o.reason in clock and not o.soft]
    first = min(coming, key=lambda o: o.until_ms or 0, default=None)
    return first if first and (first.until_ms or 0) <= q.plan.end_ms else None


def _denied(
    q: Question, denies: list[Opinion], tips: list[Opinion], found: list[Opinion]
) -> Decision:
    """The strictest verdict decides; among equals the first of the list, time before content.

    It holds until it ends or until one that would be chosen before it begins to deny.
    """
    chosen = max(denies, key=lambda o: (o.verdict or Verdict.ALLOW).rank)
    screen = max(o.screen for o in denies)
    others = [o for o in denies if o is not chosen] + tips
    closing = _closing(q, found) if screen is Screen.LEARNING and q.app is None else None
    return Decision(
        verdict=chosen.verdict or Verdict.WAIT,
        reason=chosen.reason,
        setting=chosen.setting,
        until_ms=_holds_until(q, chosen, found, screen),
        screen=screen,
        left_ms=0,
        ahead=cause_of(closing) if closing else None,
        closes_ms=(closing.until_ms or 0) - q.now_ms if closing else None,
        origin=origin_of(q.rules, chosen.setting),
        also=tuple(cause_of(o) for o in others),
    )


def _holds_until(q: Question, chosen: Opinion, found: list[Opinion], screen: Screen) -> int | None:
    """Give when a denial may end or have another reason: a limit that comes due says *wait*.

    Before *wait* that is one which stands earlier in the list, before *ask* any, before *block*
    none. What the next day's rules bring is asked again at midnight, where they may close the PC.
    """
    if chosen.verdict is Verdict.BLOCK:
        return chosen.until_ms
    rivals = found if chosen.verdict is Verdict.ASK else found[: found.index(chosen)]
    ends = [o.until_ms for o in rivals if _runs(q, o, screen)]
    ends.append(chosen.until_ms)
    if chosen.verdict is Verdict.ASK or _outlasts(q, chosen):
        ends.append(q.plan.end_ms)
    return min((ms for ms in ends if ms is not None), default=None)


def _outlasts(q: Question, chosen: Opinion) -> bool:
    """Whether a curfew goes on where tomorrow's own rules may close the PC, which then speak."""
    after_ms = (chosen.until_ms or 0) - q.plan.end_ms
    if chosen.reason is not Reason.GAME_CURFEW or after_ms <= 0:
        return False
    tomorrow, _ = day_of(q.rules, q.plan.date + timedelta(days=1))
    bed = tomorrow.bedtime
    # An hour that is left out or comes twice may bring that bedtime nearer than it is written.
    early = bed is not None and bed.start * MINUTE <= after_ms + HOUR
    return tomorrow.hours is not None or early


def origin_of(rules: Rules, setting: str) -> str:
    """Say who chose a setting: `parent` when it was changed or given, else `bracket`."""
    if not setting:
        return "product"
    if setting.startswith(("hold", "grant.", "apps.", "groups.", "holiday.")):
        return "parent"
    return "parent" if setting in rules.changed else "bracket"
