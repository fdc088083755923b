"""What an agent says, checked against what the service sees."""

from app.api.child import AppClaim, Sense
from app.model.observation import App, Awake, Process
from app.model.policy import Rules
from app.monitor.ports import Front
from app.platforms.fake.processes import FakeProcesses
from app.platforms.linux.scripts import interprets
from app.programs.service.claims import Claims
from app.programs.service.hearing import OURS, front_of

RULES = Rules(week=())
UID = 1001


def front(sense: Sense, *running: Process) -> Front:
    """What is taken of a sense."""
    processes = FakeProcesses()
    processes.start(frozenset([UID]), lambda _: None)
    for one in running:
        processes.begin(one)
    claims = Claims(lambda one: App(f"path:{one.exe}"), interprets, lambda subject: RULES)
    return front_of(sense, UID, processes, claims, frozenset([7]), "minh")


def test_a_program_of_the_child_is_known_by_its_path() -> None:
    """The agent's word adds to it."""
    sense = Sense(1, pid=50, app=AppClaim("path:/x", ("hash:1",), "X"), idle_ms=3)
    seen = front(sense, Process(50, 1, UID, "/usr/bin/mpv"))
    assert seen.app is not None
    assert seen.app.id == "path:/usr/bin/mpv"
    assert "hash:1" in seen.app.aliases
    assert (seen.pid, seen.idle_ms) == (50, 3)


def test_a_process_that_is_not_the_childs_is_nothing() -> None:
    """A pid that belongs to root, to somebody else or to nobody."""
    seen = front(Sense(1, pid=51, app=AppClaim("desktop:lesson")), Process(51, 1, 0, "/bin/x"))
    assert seen.app is None
    assert front(Sense(1, pid=99)).app is None


def test_our_own_agent_is_ours_and_nobody_else() -> None:
    """Known by its pid, which the service gave it."""
    assert front(Sense(1, pid=7)).app == OURS
    claim = AppClaim("luytre", ours=True)
    seen = front(Sense(1, pid=50, app=claim), Process(50, 1, UID, "/usr/bin/mpv"))
    assert seen.app is not None and not seen.app.ours


def test_signs_nobody_knows_are_dropped() -> None:
    """A newer agent may know more signs than we do."""
    seen = front(Sense(1, awake=("sound", "telepathy"), front_known=False))
    assert seen.awake == {Awake.SOUND}
    assert not seen.front_known


def test_what_an_interpreter_runs_is_what_is_in_front() -> None:
    """The agent's word where the service sees only Python; it is never ours for that."""
    claim = AppClaim("path:/home/minh/game.py", ("hash:1",), "game.py", ours=True)
    seen = front(Sense(1, pid=50, app=claim), Process(50, 1, UID, "/usr/bin/python3.11"))
    assert seen.app == App("path:/home/minh/game.py", ("hash:1",), "game.py")
