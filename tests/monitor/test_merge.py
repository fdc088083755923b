"""What the senses gave, as rows, and what is seen of a subject; then what holds for any row."""

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.moment import MINUTE, SECOND
from app.model.observation import App, Awake, Seen, Session, SessionKind
from app.monitor.merge import PAD_MS, RECENT_MS, SILENT_MS, Heard, Sight, merge
from app.monitor.ports import Front

NOW = 10_000_000
AN, BINH = 1001, 1002
MAPS = App("desktop:org.gnome.Maps", name="Maps")
GAME = App("path:/usr/games/tux", name="Tux", game=True)
TALK = App("desktop:chat")
X11, TTY, SSH = SessionKind.X11, SessionKind.TTY, SessionKind.SSH
NONE: frozenset[Awake] = frozenset()


def session(id: str, uid: int = AN, kind: SessionKind = X11, **more: bool) -> Session:
    """A log-in, active and unlocked unless said otherwise."""
    user = {AN: "an", BINH: "binh"}.get(uid, "mother")
    return Session(id, uid, user, kind, more.get("active", True), more.get("locked", False))


def heard(app: App | None, idle_ms: int | None = 0, ago_ms: int = 0, *awake: Awake) -> Heard:
    """What an agent said, some time ago."""
    return Heard(Front(7, app, idle_ms, frozenset(awake)), NOW - ago_ms)


def awake_at_home(ago_ms: int) -> Heard:
    """An agent on a desktop that says its lock is not up."""
    return Heard(Front(7, MAPS, 5, unlocked=True), NOW - ago_ms)


BLIND = Heard(Front(front_known=False), NOW)
ONE = (session("1"),)


@dataclass(frozen=True)
class Row:
    """What is given, and what is expected: (front, front_known, idle_ms, awake)."""

    what: str
    sight: Sight
    expected: tuple[App | None, bool, int | None, frozenset[Awake]]


def sight(*sessions: Session, **more: object) -> Sight:
    """A sight with An's account, and another one that is called differently but is An's too."""
    accounts = {"an": "kid-an", "binh": "kid-an"}
    return Sight(NOW, sessions, accounts, **more)  # type: ignore[arg-type]


ROWS = [
    Row("nobody is logged in", sight(), (None, True, None, NONE)),
    Row(
        "an agent that speaks",
        sight(*ONE, heard={"1": heard(MAPS, 5)}),
        (MAPS, True, 5, NONE),
    ),
    Row(
        "nothing is in front, and that is known",
        sight(*ONE, heard={"1": heard(None, 5)}),
        (None, True, 5, NONE),
    ),
    Row("no agent: unknown, not idle", sight(*ONE), (None, False, None, NONE)),
    Row(
        "a silent agent: unknown, not idle",
        sight(*ONE, heard={"1": heard(MAPS, 20 * MINUTE, SILENT_MS + 1)}),
        (None, False, None, NONE),
    ),
    Row(
        "half a minute is not yet silence, and the time since then is idle too",
        sight(*ONE, heard={"1": heard(MAPS, 5 * SECOND, SILENT_MS)}),
        (MAPS, True, 5 * SECOND + SILENT_MS, NONE),
    ),
    Row(
        "a desktop that does not show its front",
        sight(*ONE, heard={"1": BLIND}),
        (None, False, None, NONE),
    ),
    Row(
        "what an agent says of a front it does not know is not used",
        sight(*ONE, heard={"1": Heard(Front(7, MAPS, 5, front_known=False), NOW)}),
        (None, False, 5, NONE),
    ),
    Row(
        "a locked session gives nothing",
        sight(session("1", locked=True), heard={"1": heard(MAPS, 0, 0, Awake.SOUND)}),
        (None, True, None, NONE),
    ),
    Row(
        "somebody else has the seat",
        sight(session("1", active=False), heard={"1": heard(MAPS)}),
        (None, True, None, NONE),
    ),
    Row(
        "another agent's words are not taken for this session's",
        sight(*ONE, heard={"2": heard(MAPS)}),
        (None, False, None, NONE),
    ),
    Row(
        "a film: no input, but sound and full screen",
        sight(*ONE, heard={"1": heard(MAPS, 90 * MINUTE, 0, Awake.SOUND, Awake.FULLSCREEN)}),
        (MAPS, True, 90 * MINUTE, frozenset({Awake.SOUND, Awake.FULLSCREEN})),
    ),
    Row(
        "an inhibitor of this user",
        sight(*ONE, heard={"1": heard(MAPS, 9)}, inhibited=frozenset({AN})),
        (MAPS, True, 9, frozenset({Awake.INHIBITOR})),
    ),
    Row(
        "an inhibitor of somebody else",
        sight(*ONE, heard={"1": heard(MAPS, 9)}, inhibited=frozenset({BINH, 0})),
        (MAPS, True, 9, NONE),
    ),
    Row(
        "the desktop's word on its lock is too old",
        sight(session("1", locked=True), heard={"1": awake_at_home(SILENT_MS + 1)}),
        (None, True, None, NONE),
    ),
    Row(
        "an inhibitor while the screen is locked",
        sight(session("1", locked=True), inhibited=frozenset({AN})),
        (None, True, None, NONE),
    ),
    Row(
        "a game by pad only",
        sight(*ONE, heard={"1": heard(GAME, 40 * MINUTE)}, pad_boot_ms=NOW - 2_000),
        (GAME, True, 2_000, frozenset({Awake.PAD})),
    ),
    Row(
        "a pad put down is the last input",
        sight(*ONE, heard={"1": heard(GAME, 40 * MINUTE)}, pad_boot_ms=NOW - 2 * MINUTE),
        (GAME, True, 2 * MINUTE, NONE),
    ),
    Row(
        "a key after the pad is the last input",
        sight(*ONE, heard={"1": heard(GAME, 30 * SECOND)}, pad_boot_ms=NOW - 2 * MINUTE),
        (GAME, True, 30 * SECOND, NONE),
    ),
    Row(
        "a pad says nothing where the idle time is unknown",
        sight(*ONE, heard={"1": BLIND}, pad_boot_ms=NOW - 1 - PAD_MS),
        (None, False, None, NONE),
    ),
    Row("a console log-in", sight(session("1", kind=TTY)), (None, False, None, NONE)),
    Row(
        "a console where something was typed",
        sight(session("1", kind=TTY), typed_ms={"1": 4_000}),
        (None, False, 4_000, NONE),
    ),
    Row(
        "a pad is not played on a console by ssh",
        sight(session("1", kind=SSH), typed_ms={"1": 4_000}, pad_boot_ms=NOW),
        (None, False, 4_000, NONE),
    ),
    Row(
        "two sessions, one of them switched away: the other supplies the front",
        sight(
            session("1", active=False),
            session("2"),
            heard={"1": heard(GAME, 0), "2": heard(MAPS, 8)},
        ),
        (MAPS, True, 8, NONE),
    ),
    Row(
        "two sessions at once: where something was done last",
        sight(
            session("1"),
            session("2", BINH),
            heard={"1": heard(MAPS, 50_000), "2": heard(GAME, 900)},
        ),
        (GAME, True, 900, NONE),
    ),
    Row(
        "two sessions at once, a film in one and the other left alone",
        sight(
            session("1"),
            session("2", BINH),
            heard={
                "1": heard(MAPS, 4 * MINUTE),
                "2": heard(TALK, 60 * MINUTE, 0, Awake.SOUND),
            },
        ),
        (TALK, True, 4 * MINUTE, frozenset({Awake.SOUND})),
    ),
    Row(
        "a learning program in front beside a session that cannot be seen",
        sight(session("1"), session("2", BINH), heard={"1": heard(MAPS, 5)}),
        (None, False, None, NONE),
    ),
    Row(
        "typing by ssh beside a learning program in front",
        sight(
            session("1"),
            session("2", kind=SSH),
            heard={"1": heard(MAPS, 2 * MINUTE)},
            typed_ms={"2": 3_000},
        ),
        (None, False, 3_000, NONE),
    ),
    Row(
        "an ssh log-in left open changes nothing",
        sight(
            session("1"),
            session("2", kind=SSH),
            heard={"1": heard(MAPS, 5_000)},
            typed_ms={"2": RECENT_MS},
        ),
        (MAPS, True, 5_000, NONE),
    ),
    Row(
        "everything left alone: the least idle supplies the front",
        sight(
            session("1"),
            session("2", kind=SSH),
            heard={"1": heard(MAPS, 9 * MINUTE)},
            typed_ms={"2": 20 * MINUTE},
        ),
        (None, False, 9 * MINUTE, NONE),
    ),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.what)
def test_what_is_seen(row: Row) -> None:
    """Each row: what the senses gave, what is seen of An."""
    (seen,) = merge(row.sight)
    assert (seen.front, seen.front_known, seen.idle_ms, seen.awake) == row.expected
    assert seen.sessions == row.sight.sessions


def test_a_lock_that_the_desktop_knows_nothing_of_is_none() -> None:
    """Any program may tell the log-in service that the screen is locked; the desktop knows."""
    (seen,) = merge(sight(session("1", locked=True), heard={"1": awake_at_home(0)}))
    assert (seen.present, seen.front, seen.idle_ms) == (True, MAPS, 5)
    assert seen.sessions == ONE


def test_each_subject_is_seen_apart() -> None:
    """Two children on one machine: each has his own sessions, and strangers are nobody's."""
    seen = merge(
        Sight(
            NOW,
            (session("1"), session("2", BINH), session("3", 1000)),
            {"an": "kid-an", "binh": "kid-binh", "chi": "kid-chi"},
            heard={"1": heard(MAPS, 1), "2": heard(GAME, 2), "3": heard(TALK, 3)},
        )
    )
    assert [(one.subject, one.front, len(one.sessions)) for one in seen] == [
        ("kid-an", MAPS, 1),
        ("kid-binh", GAME, 1),
        ("kid-chi", None, 0),
    ]


def test_running_programs_are_those_of_present_accounts() -> None:
    """Programs of the accounts somebody sits at count once each, those left elsewhere not."""
    given_ = sight(
        session("1"),
        session("2", BINH, active=False),
        running={AN: (MAPS, GAME, MAPS), BINH: (TALK,)},
    )
    (seen,) = merge(given_)
    assert seen.running == (MAPS, GAME)
    (both,) = merge(replace(given_, sessions=(session("1"), session("2", BINH))))
    assert both.running == (MAPS, GAME, TALK)


# --- for any row -------------------------------------------------------------------------------

FRONTS = st.builds(
    Front,
    pid=st.integers(0, 9),
    app=st.sampled_from([None, MAPS, GAME]),
    idle_ms=st.none() | st.integers(0, 10 * MINUTE),
    awake=st.frozensets(st.sampled_from(list(Awake))),
    front_known=st.booleans(),
)
SESSIONS = st.lists(
    st.builds(
        session,
        st.sampled_from(["1", "2", "3"]),
        st.sampled_from([AN, BINH]),
        st.sampled_from(list(SessionKind)),
        active=st.booleans(),
        locked=st.booleans(),
    ),
    unique_by=lambda one: one.id,
).map(tuple)
HEARD = st.dictionaries(
    st.sampled_from(["1", "2", "3"]),
    st.builds(Heard, FRONTS, st.integers(NOW - 2 * SILENT_MS, NOW)),
)
SIGHTS = st.builds(
    Sight,
    boot_ms=st.just(NOW),
    sessions=SESSIONS,
    accounts=st.just({"an": "kid-an", "binh": "kid-an"}),
    heard=HEARD,
    typed_ms=st.dictionaries(st.sampled_from(["1", "2", "3"]), st.integers(0, 10 * MINUTE)),
    inhibited=st.frozensets(st.sampled_from([AN, BINH])),
    pad_boot_ms=st.none() | st.integers(NOW - 10 * MINUTE, NOW),
)


def in_use(seen: Seen) -> bool:
    """Whether time is charged, as the guard judges it."""
    return seen.present and (bool(seen.awake) or seen.idle_ms is None or seen.idle_ms < RECENT_MS)


@given(SIGHTS)
def test_without_any_agent_somebody_present_is_in_use(any_sight: Sight) -> None:
    """Killing every agent never makes a graphical session idle."""
    (seen,) = merge(replace(any_sight, heard={}))
    graphical = [s for s in seen.sessions if s.kind in (X11, SessionKind.WAYLAND)]
    if any(s.active and not s.locked for s in graphical):
        assert in_use(seen)
        assert not seen.front_known


@given(SIGHTS, st.sampled_from(["1", "2", "3"]))
def test_an_agent_that_falls_silent_gains_nothing(any_sight: Sight, id: str) -> None:
    """Who was in use with an agent's words is in use without them."""
    (before,) = merge(any_sight)
    fewer = {key: one for key, one in any_sight.heard.items() if key != id}
    (after,) = merge(replace(any_sight, heard=fewer))
    if in_use(before):
        assert in_use(after)


@given(SIGHTS, st.sampled_from(["1", "2", "3"]), FRONTS)
def test_no_agent_can_say_that_another_session_is_not_used(
    any_sight: Sight, id: str, front: Front
) -> None:
    """Whatever one session's agent says, use seen in the other sessions stays use."""
    others = tuple(one for one in any_sight.sessions if one.id != id)
    (without,) = merge(replace(any_sight, sessions=others))
    (with_it,) = merge(replace(any_sight, heard={**any_sight.heard, id: Heard(front, NOW)}))
    if in_use(without):
        assert in_use(with_it)


@given(SIGHTS)
def test_a_front_is_only_given_where_it_is_known(any_sight: Sight) -> None:
    """An unseen front has no program, and a seen one comes from a present session that spoke."""
    (seen,) = merge(any_sight)
    if not seen.front_known:
        assert seen.front is None
    if seen.front is not None:
        assert seen.present
        assert seen.front in [one.front.app for one in any_sight.heard.values()]
