"""From everything the senses gave to what is seen of each subject: one child, one view, one charge.

The rule behind every line: what an agent says can make a charge finer, never smaller than what the
service sees by itself. Who falls silent is not idle but unknown, and what is unknown is in use.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.model.moment import MINUTE, SECOND
from app.model.observation import App, Awake, Seen, Session, SessionKind
from app.monitor.ports import Front

SILENT_MS = 30 * SECOND  # an agent is asked every 15 s; two missed answers are silence
RECENT_MS = 3 * MINUTE  # hazards.md, What is idle: so long after the last input somebody is there
PAD_MS = 15 * SECOND  # a pad is heard at most once a second while it moves
_TEXT = (SessionKind.TTY, SessionKind.SSH)


@dataclass(frozen=True, slots=True)
class Heard:
    """The newest sense of a session's agent, and when it came (boot_ms of the moment)."""

    front: Front
    boot_ms: int


@dataclass(frozen=True, slots=True)
class Sight:
    """All that the senses gave, as it stands at boot_ms.

    sessions    every log-in of the machine.
    accounts    log-in name -> id of the subject it belongs to, for every managed account.
    heard       session id -> its agent's newest sense; missing = no agent, or none that spoke.
    typed_ms    id of a tty or ssh session -> time since somebody typed there; missing = unknown.
    running     UID -> programs of interest that run.
    inhibited   UIDs of which a program asked the system not to go idle.
    pad_boot_ms when a game pad moved last; None = never.
    """

    boot_ms: int
    sessions: tuple[Session, ...]
    accounts: Mapping[str, str]
    heard: Mapping[str, Heard] = field(default_factory=dict)
    typed_ms: Mapping[str, int] = field(default_factory=dict)
    running: Mapping[int, tuple[App, ...]] = field(default_factory=dict)
    inhibited: frozenset[int] = frozenset()
    pad_boot_ms: int | None = None


@dataclass(frozen=True, slots=True)
class _View:
    """One session somebody sits at: its front (known or not), idle time and signs of use."""

    session: Session
    front: App | None
    known: bool
    idle_ms: int | None
    awake: frozenset[Awake]

    @property
    def in_use(self) -> bool:
        return bool(self.awake) or self.idle_ms is None or self.idle_ms < RECENT_MS

    @property
    def rank(self) -> tuple[bool, bool, int]:
        """Least first: in use before idle, unseen before seen, then who did something last.

        An unseen session that is in use decides: beside it a harmless program left in front
        elsewhere proves nothing.
        """
        return not self.in_use, self.known, self.idle_ms or 0


def merge(sight: Sight) -> tuple[Seen, ...]:
    """Give what is seen of each subject, in the order of `accounts`; logged out = no sessions."""
    subjects = dict.fromkeys(sight.accounts.values())
    return tuple(_seen(subject, sight) for subject in subjects)


def _seen(subject: str, sight: Sight) -> Seen:
    mine = (one for one in sight.sessions if sight.accounts.get(one.user) == subject)
    sessions = tuple(_believed(one, sight) for one in mine)
    views = [_view(one, sight) for one in sessions if one.active and not one.locked]
    if not views:
        return Seen(subject, sessions)
    best = min(views, key=lambda view: view.rank)
    idle = [view.idle_ms for view in views]
    known = [ms for ms in idle if ms is not None]
    return Seen(
        subject=subject,
        sessions=sessions,
        front=best.front,
        front_known=best.known,
        running=_running(views, sight),
        idle_ms=min(known) if len(known) == len(idle) else None,
        awake=frozenset().union(*(view.awake for view in views)),
    )


def _believed(session: Session, sight: Sight) -> Session:
    """Take away a lock that the desktop itself knows nothing of: any program may claim one."""
    heard = sight.heard.get(session.id)
    if not session.locked or heard is None or sight.boot_ms - heard.boot_ms > SILENT_MS:
        return session
    return replace(session, locked=False) if heard.front.unlocked else session


def _view(session: Session, sight: Sight) -> _View:
    awake = frozenset({Awake.INHIBITOR}) if session.uid in sight.inhibited else frozenset()
    if session.kind in _TEXT:
        typed = sight.typed_ms.get(session.id)
        return _View(session, None, False, typed, awake)
    heard = sight.heard.get(session.id)
    if heard is None or sight.boot_ms - heard.boot_ms > SILENT_MS:
        return _View(session, None, False, None, awake | _pad(sight))
    front = heard.front
    known = front.front_known
    return _View(
        session,
        front.app if known else None,
        known,
        _idle(heard, sight),
        awake | front.awake | _pad(sight),
    )


def _idle(heard: Heard, sight: Sight) -> int | None:
    """Give the time since the last input, a pad's included; nothing new was said since `heard`."""
    if heard.front.idle_ms is None:
        return None
    idle = heard.front.idle_ms + max(sight.boot_ms - heard.boot_ms, 0)
    if sight.pad_boot_ms is None:
        return idle
    return min(idle, max(sight.boot_ms - sight.pad_boot_ms, 0))


def _pad(sight: Sight) -> frozenset[Awake]:
    moved = sight.pad_boot_ms
    lately = moved is not None and sight.boot_ms - moved <= PAD_MS
    return frozenset({Awake.PAD}) if lately else frozenset()


def _running(views: list[_View], sight: Sight) -> tuple[App, ...]:
    """Give the programs of everybody who sits at a session, each once."""
    uids = dict.fromkeys(view.session.uid for view in views)
    apps = (app for uid in uids for app in sight.running.get(uid, ()))
    return tuple(dict.fromkeys(apps))
