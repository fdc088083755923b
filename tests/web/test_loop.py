"""One callback for each descriptor, and the time read once."""

from __future__ import annotations

import socket

from app.web.loop import ERROR, HUNG_UP, READ, WRITE, Loop


def test_who_is_ready_is_called() -> None:
    """With what happened; after `drop` no more, also for what had happened already."""
    now = [5]
    loop = Loop(lambda: now[0])
    one, two = socket.socketpair()
    heard: list[tuple[str, int]] = []
    woken: list[int] = []

    def first(events: int) -> None:
        heard.append(("one", events))
        loop.drop(two.fileno())

    def second(events: int) -> None:
        heard.append(("two", events))
        loop.drop(one.fileno())

    loop.watch(one.fileno(), first)
    loop.watch(two.fileno(), second)
    loop.turn(0, woken.append)
    assert (heard, woken, loop.now_ms) == ([], [5], 5)
    now[0] = 9
    one.send(b"x")
    two.send(b"x")
    loop.turn(0, woken.append)
    assert len(heard) == 1 and heard[0][1] == READ
    assert (woken, loop.now_ms) == ([5, 9], 9)
    left = one if heard[0][0] == "one" else two
    loop.change(left.fileno(), WRITE)
    loop.turn(0, woken.append)
    assert heard[1] == (heard[0][0], WRITE)
    for sock in (one, two):
        loop.drop(sock.fileno())
        sock.close()
    loop.drop(left.fileno())
    loop.close()


def test_an_end_is_told() -> None:
    """Without having been asked for."""
    loop = Loop(lambda: 0)
    one, two = socket.socketpair()
    heard: list[int] = []
    loop.watch(one.fileno(), heard.append, 0)
    two.close()
    loop.turn(0, lambda _now: None)
    assert heard and heard[0] & (HUNG_UP | ERROR)
    loop.drop(one.fileno())
    one.close()
    loop.close()
