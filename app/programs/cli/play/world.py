"""The PC of a written day: its clocks, who is logged in, and what its senses would see.

It knows no rule. It only makes moments and observations as the real clock and the real senses
make them, and lets the hands of the story do what real hands do.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from app.model.moment import Moment
from app.model.observation import App, Awake, Seen, Session, SessionKind
from app.monitor.merge import Heard, Sight, merge
from app.monitor.ports import Front
from app.platforms.fake.clock import FakeClock
from app.rules.apps import words_of

UID = 1000  # of whoever is asked about: each is looked at alone
GRAPHICAL = (SessionKind.X11, SessionKind.WAYLAND)


@dataclass(slots=True)
class Login:
    """One session. `put_away` is the program in front whose windows the hands put away.

    last_input_ms is on the awake clock, None while input goes on. ours_locked: the hands locked
    this desktop, so they unlock it again. agent: there is one, so the front can be seen.
    """

    id: str
    subject: str
    user: str
    kind: SessionKind
    sees_front: bool
    active: bool = True
    locked: bool = False
    ours_locked: bool = False
    agent: bool = True
    last_input_ms: int | None = None
    front: App | None = None
    put_away: App | None = None
    running: tuple[App, ...] = ()
    awake: frozenset[Awake] = frozenset()
    fullscreen: bool = False

    @property
    def watched(self) -> bool:
        """Whether somebody may be at it: it has the seat and is not locked."""
        return self.active and not self.locked


@dataclass(slots=True)
class World:
    """The PC. true_ms is what the kitchen clock shows; the wall clock is `ahead_ms` of it.

    ended holds the sessions that the hands have ended, with their subjects; pad_boot_ms is when a
    game pad moved last.
    """

    true_ms: int
    clock: FakeClock
    ahead_ms: int = 0
    boots: int = 1
    on: bool = True
    asleep: bool = False
    logins: dict[str, Login] = field(default_factory=dict)
    ended: dict[str, str] = field(default_factory=dict)
    pad_boot_ms: int | None = None

    def now(self) -> Moment:
        """Read all clocks."""
        return self.clock.now()

    def pass_ms(self, ms: int) -> None:
        """Let true time pass; a PC that is off or asleep counts accordingly."""
        self.true_ms += ms
        if self.on and self.asleep:
            self.clock.sleep(ms)
        elif self.on:
            self.clock.use(ms)

    # --- clocks and power -------------------------------------------------------------------

    def move_clock(self, ms: int) -> None:
        """Somebody sets the wall clock. Linux then vouches for it no longer (ntp_clear)."""
        self.ahead_ms += ms
        self.clock.move(ms)
        self.clock.set(replace(self.now(), synced=False))

    def put_right(self) -> None:
        """A time service sets the wall clock and vouches for it."""
        self.clock.move(-self.ahead_ms)
        self.ahead_ms = 0
        self.clock.set(replace(self.now(), synced=True))

    def move_zone(self, zone: str) -> None:
        """The machine's zone changes; Unix time does not."""
        self.clock.set(replace(self.now(), zone=zone))

    def power_off(self) -> None:
        """Everybody is gone with the power; the battery-backed clock goes on."""
        self.on = self.asleep = False
        self.logins.clear()
        self.ended.clear()
        self.pad_boot_ms = None

    def power_on(self, ahead_ms: int, synced: bool) -> None:
        """Begin a new boot with a wall clock that is `ahead_ms` further ahead than it was."""
        self.on = True
        self.boots += 1
        self.ahead_ms = 0 if synced else self.ahead_ms + ahead_ms
        boot = f"boot-{self.boots}"
        wall = self.true_ms + self.ahead_ms
        self.clock.set(Moment(wall, 0, 0, boot, synced, self.now().zone))

    # --- senses -----------------------------------------------------------------------------

    def subjects(self) -> tuple[str, ...]:
        """Everybody who is logged in, in the order of their first session."""
        return tuple(dict.fromkeys(login.subject for login in self.logins.values()))

    def seen(self, subject: str) -> Seen:
        """What the senses see of one subject now, merged as the service merges it."""
        logins = [one for one in self.logins.values() if one.subject == subject]
        found = merge(self._sight(subject, logins))
        return found[0] if found else Seen(subject)

    def _sight(self, subject: str, logins: list[Login]) -> Sight:
        now = self.now()
        if any(Awake.PAD in one.awake for one in self.logins.values()):
            self.pad_boot_ms = now.boot_ms
        desks = [one for one in logins if one.kind in GRAPHICAL]
        return Sight(
            boot_ms=now.boot_ms,
            sessions=tuple(_session(one) for one in logins),
            accounts={one.user: subject for one in logins},
            heard={one.id: Heard(self._front(one), now.boot_ms) for one in desks if one.agent},
            typed_ms={one.id: self._idle_ms(one) for one in logins if one not in desks},
            running={UID: tuple(app for one in logins for app in one.running)},
            inhibited=frozenset({UID} if any(_inhibits(one) for one in logins) else ()),
            pad_boot_ms=self.pad_boot_ms,
        )

    def _front(self, login: Login) -> Front:
        """What the agent of one desktop tells."""
        awake = login.awake - {Awake.INHIBITOR, Awake.PAD}
        if login.fullscreen and login.front:
            awake |= {Awake.FULLSCREEN}
        shown = login.front if login.sees_front else None
        return Front(0, shown, self._idle_ms(login), awake, login.sees_front)

    def _idle_ms(self, login: Login) -> int:
        now = self.now().awake_ms
        return now - (now if login.last_input_ms is None else login.last_input_ms)

    # --- hands ------------------------------------------------------------------------------

    def close(self, subject: str) -> None:
        """The PC is closed: a Wayland desktop is locked, a terminal or remote log-in ends."""
        for login in [one for one in self.logins.values() if one.subject == subject]:
            if login.kind in (SessionKind.TTY, SessionKind.SSH):
                del self.logins[login.id]
                self.ended[login.id] = subject
            elif login.kind is SessionKind.WAYLAND and not login.locked:
                login.locked = login.ours_locked = True

    def open(self, subject: str) -> None:
        """The PC is open again: what the hands locked is unlocked."""
        for login in self.logins.values():
            if login.subject == subject and login.ours_locked:
                login.locked = login.ours_locked = False

    def hold(self, subject: str, app: App) -> None:
        """Put a held program's windows away."""
        for login in self.logins.values():
            shown = login.subject == subject and login.front is not None
            if shown and login.front and words_of(login.front) & words_of(app):
                login.front, login.put_away = None, login.front

    def free(self, subject: str, app: App) -> None:
        """Bring a held program's windows back, unless something else came to front."""
        for login in self.logins.values():
            away = login.put_away if login.subject == subject else None
            if away and words_of(away) & words_of(app):
                login.put_away = None
                login.front = login.front or away


def _inhibits(login: Login) -> bool:
    """Whether a program asks the system not to sleep, from a session that somebody is at."""
    return Awake.INHIBITOR in login.awake and login.watched


def _session(login: Login) -> Session:
    return Session(
        id=login.id,
        uid=UID,
        user=login.user,
        kind=login.kind,
        active=login.active,
        locked=login.locked,
        display=":0" if login.kind is SessionKind.X11 else "",
    )
