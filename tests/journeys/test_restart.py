"""The service killed: frozen stays frozen, locked again in a moment, and no use is lost or won."""

import time

from tests.journeys.rig import Rig, ticks, until


def test_killed_while_closed(pc: Rig) -> None:
    """Nothing frozen moves while nobody is there, and the next service closes at once."""
    pc.start()
    pc.rule()
    pc.log_in()
    game = pc.program("sh", "-c", "while :; do :; done")
    pc.pause()
    until(lambda: pc.is_frozen(game) and pc.keyboard_is_held(), 20)
    pc.kill()
    before = ticks(game)
    time.sleep(2)
    assert ticks(game) == before, "what was frozen ran while the service was dead"
    began = time.monotonic()
    pc.start()
    answered = time.monotonic() - began
    until(lambda: pc.keyboard_is_held() and pc.is_frozen(game), 10, "it was not closed again")
    print(f"answers after {answered:.2f} s, closed after {time.monotonic() - began:.2f} s")
    assert ticks(game) == before, "the game ran at the start"
    assert "service_restarted" in pc.codes()
    pc.resume()
    until(lambda: not pc.is_frozen(game), 5, "it cannot be opened any more")


def test_killed_in_the_middle_of_play(pc: Rig) -> None:
    """At most the last heartbeat is lost, and nothing is counted twice."""
    pc.start()
    pc.rule()
    pc.log_in()
    game = pc.program("xcalc")
    pc.focus(game)
    began = pc.card().used_ms
    started = time.monotonic()
    time.sleep(20)
    pc.kill()
    played = (time.monotonic() - started) * 1000
    pc.start()
    counted = pc.card().used_ms - began
    assert played - 15_500 <= counted <= played + 500, (played, counted)
    until(lambda: pc.card().agent == "running", 10)
    again = pc.card().used_ms
    time.sleep(3)
    assert 2_000 <= pc.card().used_ms - again <= 4_500


def test_stopped_it_lets_go_of_everything(pc: Rig) -> None:
    """Thawed, unlocked, no process of ours left, and the store is sound."""
    pc.start()
    pc.rule()
    pc.log_in()
    game = pc.program("xcalc")
    pc.pause()
    until(lambda: pc.is_frozen(game) and pc.keyboard_is_held(), 20)
    assert pc.stop() == 0
    until(lambda: not pc.is_frozen(game) and not pc.keyboard_is_held(), 5, "it did not let go")
    until(lambda: pc.agent() == 0, 2, "an agent is left")
    pc.start()
    from app.api import parent as api

    verified = pc.ask(api.VerifyQ())
    assert isinstance(verified, api.Verified) and not verified.problems
    until(lambda: pc.is_frozen(game), 10, "the parent's word was forgotten")
