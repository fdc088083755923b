"""Judging: the decision for a subject and for the programs in use, and the climb to it."""

from __future__ import annotations

from dataclasses import replace

from msgspec.structs import replace as put

from app.enforce.ladder import Climb, Rung, Step, climb, wakes_at
from app.guard.clock import Trusted
from app.guard.rhythm import break_due_ms
from app.guard.rhythm import wakes_at as rhythm_wakes_at
from app.guard.state import Person, Watch
from app.model.action import Action, FreeApp, HoldApp, NoticeKind, Notify, SetScreen
from app.model.decision import Cause, Decision, Reason, Screen, Verdict
from app.model.grant import Grant
from app.model.moment import DAY, MINUTE, SECOND
from app.model.observation import App
from app.model.policy import AppRole, AppRule, AppVerdict
from app.rules.apps import AppFacts, facts, matches, words_of
from app.rules.decide import decide, origin_of, own_due
from app.rules.given import waits
from app.rules.question import Question

LOST_LIMIT = 3
LOST_WITHIN_MS = MINUTE
_ON_THE_CLOCK = frozenset({Reason.BEDTIME, Reason.HOURS, Reason.DAY_BUDGET, Reason.WEEK_BUDGET})
_CLOSED_WORDS = {Screen.CLOSED: NoticeKind.CLOSED, Screen.LEARNING: NoticeKind.LEARNING}


def agent_lost(person: Person, now_ms: int) -> bool:
    """Whether agents were lost so often that nothing can be shown or locked any more."""
    until = _agent_until(person)
    return until is not None and now_ms < until


def _agent_until(person: Person) -> int | None:
    """Give until when the agents lost lately close the PC: then fewer lie within a minute."""
    if len(person.agents.lost) < LOST_LIMIT:
        return None
    return sorted(person.agents.lost)[-LOST_LIMIT] + LOST_WITHIN_MS + 1


def question(person: Person, now_ms: int, app: AppFacts | None = None) -> Question:
    """Put everything that a decision depends on together."""
    return Question(
        now_ms=now_ms,
        plan=person.plan,
        rules=person.policy.rules,
        use=person.use,
        app=app,
        hold=person.hold,
        grants=person.grants,
        break_until_ms=person.rest.until_ms,
        break_due_ms=break_due_ms(person, now_ms),
        agent_lost=agent_lost(person, now_ms),
        agent_until_ms=_agent_until(person),
        adult=person.adult,
    )


def _look(person: Person, clock: Trusted, decision: Decision) -> Climb:
    """See the ladder's situation; a clock that still settles may not close what it names.

    Nor may anything close before the senses had the time to say who is there.
    """
    waits = [clock.settle_ms] if decision.reason in _ON_THE_CLOCK else []
    waits += [person.blind_until_ms] if person.seen is None else []
    sits = person.seen is not None and person.seen.present
    return Climb(
        decision=decision,
        now_ms=clock.now_ms,
        grace_ms=person.policy.rules.grace_s * SECOND,
        sits=sits,
        wait_ms=max((wait for wait in waits if wait is not None), default=None),
    )


def spared(person: Person, now_ms: int, decision: Decision) -> frozenset[str]:
    """Give the words of the programs that stay usable while the PC is not open."""
    words: set[str] = set()
    if decision.screen is Screen.LEARNING:
        for rule in person.policy.rules.apps:
            if rule.role is AppRole.LEARNING:
                words.update(name.lower() for name in rule.match)
    words.update(_granted_words(person, now_ms))
    return frozenset(words)


def _app_grants(person: Person, now_ms: int) -> list[tuple[Grant, list[AppRule]]]:
    """Give what was given for one program each, with its rules; what is never allowed is none."""
    found = []
    for grant in person.grants:
        alive = grant.left_ms > 0 and now_ms < grant.expires_ms
        if grant.app and alive and not grant.bonus and not waits(grant, person.hold, now_ms):
            words = words_of(App(grant.app))
            named = [r for r in person.policy.rules.apps if r.key == grant.app or matches(r, words)]
            if all(rule.verdict is not AppVerdict.NEVER for rule in named):
                found.append((grant, named))
    return found


def _granted_words(person: Person, now_ms: int) -> set[str]:
    words: set[str] = set()
    for grant, named in _app_grants(person, now_ms):
        words.add(grant.app.lower())
        for rule in named:
            words.update(name.lower() for name in rule.match)
    return words


def _spared_until(person: Person, now_ms: int, decision: Decision) -> Decision:
    """Turn a closed PC into one on which a granted program goes on, for as long as it may.

    What closed it will close it again, and is warned about like any other limit.
    """
    ends = [min(now_ms + g.left_ms, g.expires_ms) for g, _ in _app_grants(person, now_ms)]
    until = _earliest(decision.until_ms, break_due_ms(person, now_ms), *ends)
    open_then = decision.until_ms is not None and decision.until_ms <= max(ends)
    return replace(
        decision,
        screen=Screen.LEARNING,
        until_ms=until,
        ahead=None if open_then else Cause(decision.verdict, decision.reason, decision.setting),
        closes_ms=None if open_then else max(ends) - now_ms,
    )


def granted_until(person: Person, now_ms: int) -> int | None:
    """Give when the last program that was granted by itself rests again; None = there is none."""
    ends = [min(now_ms + g.left_ms, g.expires_ms) for g, _ in _app_grants(person, now_ms)]
    return max(ends, default=None)


def judge(person: Person, clock: Trusted) -> tuple[Person, tuple[Action, ...]]:
    """Decide for the PC and for the programs in use, and take the steps that follow."""
    decision = decide(question(person, clock.now_ms))
    named = decision.reason is not Reason.AGENT_LOST and _granted_words(person, clock.now_ms)
    if decision.screen is Screen.CLOSED and named:
        decision = _spared_until(person, clock.now_ms, decision)
    look = _look(person, clock, decision)
    rung, steps = climb(person.rung, look)
    actions: list[Action] = []
    for step, ms in steps:
        actions += _seat_step(person, step, ms, decision)
    spare = spared(person, clock.now_ms, decision)
    if rung.applied is not Screen.OPEN and spare != person.spare and not steps:
        actions.append(SetScreen(person.id, rung.applied, decision, spare))
    if any(step is Step.APPLY for step, _ in steps):
        actions.append(SetScreen(person.id, rung.applied, decision, spare))
    stopped = person.stopped
    if rung.applied > person.rung.applied:
        stopped = (clock.now_ms, decision)
    rests = rhythm_wakes_at(person, clock.now_ms)
    settles = clock.settle_ms
    wake = _earliest(decision.until_ms, wakes_at(rung, look), rests, settles)
    person = put(person, decision=decision, rung=rung, spare=spare, stopped=stopped, wake_ms=wake)
    person, more = _judge_programs(person, clock)
    return person, (*actions, *more)


def standing(person: Person) -> tuple[Action, ...]:
    """Give what brings fresh hands into the state that has already taken effect."""
    actions: list[Action] = []
    if person.rung.applied is not Screen.OPEN:
        actions.append(SetScreen(person.id, person.rung.applied, person.decision, person.spare))
    for watch in person.watched.values():
        actions += [HoldApp(person.id, app, watch.decision) for app in watch.held]
    return tuple(actions)


def _seat_step(person: Person, step: Step, ms: int, decision: Decision) -> list[Action]:
    if step is Step.OPEN:
        return [
            SetScreen(person.id, Screen.OPEN, decision),
            Notify(person.id, NoticeKind.OPENED, ms, decision),
        ]
    kinds = {Step.TIP: NoticeKind.TIP, Step.WARN: NoticeKind.WARN, Step.GRACE: NoticeKind.GRACE}
    if step in kinds and ms > 0:
        return [Notify(person.id, kinds[step], ms, _of_what_comes(person, decision))]
    kind = kinds.get(step) or _CLOSED_WORDS.get(decision.screen, NoticeKind.OPENED)
    return [Notify(person.id, kind, ms, decision)]


def _of_what_comes(person: Person, decision: Decision) -> Decision:
    """Give what a warning speaks of: the reason and the setting that will hold when it is due."""
    ahead = decision.ahead
    if ahead is None:
        return decision
    return replace(
        decision,
        verdict=ahead.verdict,
        reason=ahead.reason,
        setting=ahead.setting,
        origin=origin_of(person.policy.rules, ahead.setting),
    )


def _earliest(*times: int | None) -> int | None:
    return min((t for t in times if t is not None), default=None)


# --- single programs --------------------------------------------------------------------


def _of_interest(person: Person, program: AppFacts) -> bool:
    """Whether rules could ever say something about this program alone."""
    if program.app.ours or not program.key:
        return False
    named = program.rule is not None or bool(program.groups)
    strict = person.policy.rules.unknown_app is not AppVerdict.ALLOW
    return named or strict or program.role is AppRole.GAME


def _programs(person: Person) -> dict[str, tuple[AppFacts, ...]]:
    """Give the programs to judge by key: the front, what is held, what runs; each one once."""
    rules = person.policy.rules
    known = [facts(rules, app) for watch in person.watched.values() for app in watch.held]
    if person.seen is not None:
        front = [] if person.facts is None else [person.facts]
        running = [facts(rules, app) for app in person.seen.running]
        known = [one for one in (*front, *known, *running) if _of_interest(person, one)]
    found: dict[str, dict[str, AppFacts]] = {}
    for one in known:
        found.setdefault(one.key, {}).setdefault(one.app.id, one)
    return {key: tuple(same.values()) for key, same in found.items()}


def _judge_programs(person: Person, clock: Trusted) -> tuple[Person, tuple[Action, ...]]:
    actions: list[Action] = []
    watched: dict[str, Watch] = {}
    wake = person.wake_ms
    for key, programs in _programs(person).items():
        old = person.watched.get(key)
        watch, more, next_ms = _judge_program(person, clock, programs, old)
        watched[key] = watch
        actions += more
        wake = _earliest(wake, next_ms)
    actions += _freed(person, watched)
    never = clock.now_ms + DAY  # judged again at midnight at the latest
    return put(person, watched=watched, wake_ms=_earliest(wake, never)), tuple(actions)


def _freed(person: Person, watched: dict[str, Watch]) -> list[Action]:
    """Let go of programs that no rule speaks about any more."""
    gone = [watch for key, watch in person.watched.items() if key not in watched]
    return [FreeApp(person.id, app) for watch in gone for app in watch.held]


def _judge_program(
    person: Person, clock: Trusted, programs: tuple[AppFacts, ...], old: Watch | None
) -> tuple[Watch, list[Action], int | None]:
    """Judge the programs of one rule; limits of the PC as a whole are left to its own ladder."""
    program = programs[0]
    asked = question(person, clock.now_ms, program)
    decision = _own(person, asked, decide(asked))
    look = _look(person, clock, decision)
    in_front = person.facts is not None and person.facts.key == program.key
    refused = decision.verdict.rank >= Verdict.ASK.rank and decision.reason in _CONTENT
    look = put(look, sits=look.sits and not refused and (in_front or old is not None))
    rung, steps = climb(old.rung if old else Rung(), look)
    before = () if old is None else old.held
    held = tuple(one.app for one in programs) if rung.applied is not Screen.OPEN else ()
    known = {app.id for app in before}
    fresh = [app for app in held if app.id not in known]
    actions: list[Action] = [FreeApp(person.id, app) for app in before] if not held else []
    actions += [HoldApp(person.id, app, decision) for app in fresh]
    told = [(step, ms, program.app) for step, ms in steps]
    if not steps:  # held already: each further program of the rule is told of by itself
        told = [(Step.APPLY, 0, app) for app in fresh]
    actions += [_app_notice(person, step, ms, decision, app) for step, ms, app in told]
    wake = _earliest(decision.until_ms, wakes_at(rung, look))
    return Watch(program, rung, decision, held), actions, wake


def _own(person: Person, asked: Question, decision: Decision) -> Decision:
    """Keep only what speaks of this program: the PC's limits act on the PC, once.

    A limit of its own may come due meanwhile: by the clock, or in the PC's own grace.
    """
    pc = person.decision
    same = decision.reason is pc.reason and decision.screen > Screen.OPEN
    if same or (decision.reason in _SEAT_REASONS and decision.screen > Screen.OPEN):
        own = [c for c in decision.also if c.reason not in _SEAT_REASONS]
        if not own:
            until = _earliest(decision.until_ms, own_due(asked))
            return replace(decision, screen=Screen.OPEN, left_ms=None, ahead=None, until_ms=until)
        return replace(decision, screen=Screen.CLOSED)
    if decision.verdict is Verdict.TIP:
        decision = _own_tip(person, decision)
    if decision.ahead is not None and decision.ahead.reason in _SEAT_REASONS:
        return replace(decision, left_ms=None, ahead=None)
    return decision


def _own_tip(person: Person, decision: Decision) -> Decision:
    """Leave the PC's reminders to the PC, which gives them; those of this program stay."""
    tips = (Cause(decision.verdict, decision.reason, decision.setting), *decision.also)
    own = [tip for tip in tips if tip.reason not in _SEAT_REASONS]
    if not own:
        return replace(decision, verdict=Verdict.ALLOW, reason=Reason.OPEN, setting="", also=())
    return replace(
        decision,
        verdict=own[0].verdict,
        reason=own[0].reason,
        setting=own[0].setting,
        origin=origin_of(person.policy.rules, own[0].setting),
        also=tuple(own[1:]),
    )


# A refused program is asked to close at once; the hands give it the grace, and never kill what
# may hold unsaved work.
_CONTENT = frozenset({Reason.APP_NEVER, Reason.APP_BLOCKED, Reason.APP_ASK, Reason.UNKNOWN_APP})
_SEAT_REASONS = frozenset(
    {
        Reason.LOCK_NOW,
        Reason.PAUSE,
        Reason.AGENT_LOST,
        Reason.BREAK,
        Reason.BEDTIME,
        Reason.HOURS,
        Reason.DAY_BUDGET,
        Reason.WEEK_BUDGET,
    }
)


def _app_notice(person: Person, step: Step, ms: int, decision: Decision, app: App) -> Notify:
    kinds = {
        Step.TIP: NoticeKind.TIP,
        Step.WARN: NoticeKind.WARN,
        Step.GRACE: NoticeKind.GRACE,
        Step.APPLY: NoticeKind.APP_HELD,
        Step.OPEN: NoticeKind.APP_FREE,
    }
    coming = ms > 0 and step not in (Step.APPLY, Step.OPEN)
    told = _of_what_comes(person, decision) if coming else decision
    return Notify(person.id, kinds[step], ms, told, app.id, app.name or app.id)
