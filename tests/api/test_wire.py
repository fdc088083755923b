"""The wire: any chunking gives the same messages, and no bytes are a way in."""

import json
import tracemalloc
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.api import child, parent, wire

WORDS = st.text(max_size=40)
MESSAGES = st.one_of(
    st.builds(child.Hello, st.integers(0, 9)),
    st.builds(child.Ask, WORDS, st.integers(0, 1440), WORDS, WORDS),
    st.builds(child.Sense, st.integers(0, 2**53), idle_ms=st.none() | st.integers(0, 2**40)),
    st.builds(child.Code, WORDS, WORDS),
    st.just(child.MyRules()),
)


def reader(kinds: Any = child.FromChild, limit: int = wire.FROM_CHILD) -> wire.FrameReader[Any]:
    """A reader of what a child's session sends."""
    return wire.FrameReader(wire.decoder(kinds), limit)


def body(text: bytes) -> bytes:
    """A frame around any bytes."""
    return len(text).to_bytes(4, "big") + text


def read(chunks: list[bytes]) -> tuple[list[Any], str]:
    """Everything a reader gives for these chunks, and the code of the error that ended it."""
    own, found = reader(), []
    for chunk in chunks:
        try:
            found += own.feed(chunk)
        except wire.WireError as error:
            return found + list(error.before), error.code
    return found, ""


def cut(data: bytes, places: list[int]) -> list[bytes]:
    """The bytes, cut at these places."""
    edges = [0, *sorted(place % (len(data) + 1) for place in places), len(data)]
    return [data[a:b] for a, b in zip(edges, edges[1:], strict=False)]


@given(st.lists(MESSAGES, max_size=8), st.lists(st.integers(0, 10_000), max_size=12))
def test_any_chunking_gives_the_same_messages(sent: list[Any], places: list[int]) -> None:
    """However the stream is cut, the messages come whole and in order."""
    stream = b"".join(wire.frame(message) for message in sent)
    assert read(cut(stream, places)) == (sent, "")


@given(
    st.lists(MESSAGES, max_size=4),
    st.sampled_from([body(b"{"), body(b'{"t":"nobody"}'), b"\xff\xff\xff\xff", body(b"")]),
    st.binary(max_size=40),
    st.lists(st.integers(0, 10_000), max_size=12),
)
def test_any_chunking_gives_the_same_error(
    sent: list[Any], bad: bytes, rest: bytes, places: list[int]
) -> None:
    """What stood before a bad frame is not lost, what follows it is not read."""
    stream = b"".join(wire.frame(message) for message in sent) + bad + rest
    found, code = read(cut(stream, places))
    assert found == sent
    assert code == read([stream])[1] != ""


@given(st.lists(st.binary(max_size=300), max_size=5))
def test_random_bytes_never_crash(chunks: list[bytes]) -> None:
    """Noise is either not yet a frame or a named error."""
    found, code = read(chunks)
    assert code in ("", wire.TOO_LONG, wire.MALFORMED, wire.UNKNOWN)
    assert all(isinstance(message, child.Base) for message in found)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
)


@given(
    st.sampled_from(["hello", "sense", "ask", "code", "ready", "app"]),
    st.dictionaries(
        st.sampled_from(["version", "mark", "app", "idle_ms", "kind", "minutes", "words", "x"]),
        JSON,
    ),
)
def test_random_fields_never_crash(tag: str, fields: dict[str, Any]) -> None:
    """JSON that is nearly a message is a message or a named error."""
    _, code = read([body(json.dumps({"t": tag, **fields}).encode())])
    assert code in ("", wire.MALFORMED, wire.UNKNOWN)


BAD = {
    "empty": (b"", wire.MALFORMED),
    "no JSON": (b"help", wire.MALFORMED),
    "text after it": (b'{"t":"my_rules"} x', wire.MALFORMED),
    "no UTF-8": (b'{"t":"ask","kind":"\xff"}', wire.MALFORMED),
    "half a pair": (b'{"t":"ask","kind":"\\ud800"}', wire.MALFORMED),
    "deep": (b'{"t":"ask","x":' + b"[" * 60_000, wire.UNKNOWN),
    "deep before its name": (b'{"x":' + b"[" * 60_000, wire.MALFORMED),
    "a list": (b"[1]", wire.UNKNOWN),
    "no name": (b"{}", wire.UNKNOWN),
    "a name of nobody": (b'{"t":"shutdown"}', wire.UNKNOWN),
    "a parent's question": (b'{"t":"policy_get"}', wire.UNKNOWN),
    "a field too few": (b'{"t":"ask"}', wire.UNKNOWN),
    "a field too many": (b'{"t":"my_rules","uid":0}', wire.UNKNOWN),
    "another type": (b'{"t":"ask","kind":"time","minutes":"9"}', wire.UNKNOWN),
    "a huge number": (b'{"t":"ask","kind":"time","minutes":' + b"9" * 4000 + b"}", wire.UNKNOWN),
    "a larger one": (b'{"t":"ask","kind":"time","minutes":' + b"9" * 9000 + b"}", wire.UNKNOWN),
    "below zero": (b'{"t":"ask","kind":"time","minutes":-1}', wire.UNKNOWN),
    "a long word": (b'{"t":"ask","kind":"time","words":"' + b"a" * 501 + b'"}', wire.UNKNOWN),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_message(case: str) -> None:
    """Each bad frame ends in the code that says what is wrong with it."""
    text, code = BAD[case]
    assert read([body(text)]) == ([], code)


def test_the_error_names_the_place_and_not_the_content() -> None:
    """A complaint about a field can be logged: what the child wrote is not in it."""
    text = b'{"t":"ask","kind":"time","words":"' + b"secret " * 100 + b'"}'
    with pytest.raises(wire.WireError) as caught:
        reader().feed(body(text))
    assert str(caught.value) == "unknown: $.words"
    with pytest.raises(wire.WireError) as caught:
        reader().feed(body(b'{"t":"Bao Ngoc"}'))
    assert "Bao" not in str(caught.value)


def test_a_hundred_megabytes_are_refused_before_any_is_kept() -> None:
    """The length alone ends it; nothing of that size is allocated."""
    own = reader()
    tracemalloc.start()
    try:
        with pytest.raises(wire.WireError, match="too_long"):
            own.feed((100_000_000).to_bytes(4, "big") + b"{")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 20_000


def test_a_broken_reader_stays_broken() -> None:
    """After a bad frame nothing counts, not even a good one."""
    own = reader()
    with pytest.raises(wire.WireError, match="malformed"):
        own.feed(body(b"x") + wire.frame(child.MyRules()))
    with pytest.raises(wire.WireError, match="malformed"):
        own.feed(wire.frame(child.MyRules()))


def test_the_longest_frame_is_read() -> None:
    """The limit itself is allowed, one byte more is not."""
    message = child.TakeBack("x" * 10)
    size = len(wire.frame(message)) - 4
    assert reader(limit=size).feed(wire.frame(message)) == [message]
    with pytest.raises(wire.WireError, match="too_long"):
        reader(limit=size - 1).feed(wire.frame(message))
    with pytest.raises(wire.WireError, match="too_long: TakeBack"):
        wire.frame(message, limit=size - 1)


PARENTS = [
    parent.SignIn("tre xanh"),
    parent.PolicySet("schema = 1\n", check=True),
    parent.RecordQ(5, 10),
    parent.Today(1, "Asia/Ho_Chi_Minh", requests=(("minh", child.RequestRow("1", "time", 0, 9)),)),
    parent.Report("minh", "Minh", "7-12", budgets_ms={"2026-11-24": None}),
    parent.Records((parent.RecordRow(1, 2, "minh", "rules", "set", (("by", "lan"),)),)),
]


@pytest.mark.parametrize("message", PARENTS, ids=lambda m: type(m).__name__)
def test_what_parents_say_and_hear_survives_the_wire(message: child.Base) -> None:
    """Nested rows, dictionaries and nothing at all come back as they went."""
    own = reader(parent.FromParent | parent.ToParent, wire.FOR_PARENT)
    assert own.feed(wire.frame(message)) == [message]


# --- budget -------------------------------------------------------------------------------------


def test_twenty_a_second() -> None:
    """A burst is spent at once, then a message every 50 ms; the answer says how long to wait."""
    budget = wire.Budget(wire.CHILD_PER_SECOND, burst=20)
    assert [budget.take(0) for _ in range(21)] == [0] * 20 + [50]
    assert budget.take(49) == 1
    assert budget.take(50) == 0
    assert budget.take(50) == 50


def test_a_clock_that_goes_back_gives_nothing() -> None:
    """Neither the way back nor the way forth again is a gift."""
    budget = wire.Budget(1, burst=1)
    assert budget.take(10_000) == 0
    assert budget.take(0) > 0
    assert budget.take(10_000) > 0
    assert budget.take(11_000) == 0


@given(st.lists(st.integers(0, 400), min_size=1, max_size=200))
def test_never_more_than_the_rate(steps: list[int]) -> None:
    """In any stretch of time no more is granted than the burst and the rate allow."""
    budget, now, granted = wire.Budget(20, burst=20), 0, 0
    for step in steps:
        now += step
        granted += budget.take(now) == 0
    assert granted <= 20 + now * 20 / 1000


@given(st.lists(st.integers(0, 60), max_size=100))
def test_the_wait_is_just_enough(steps: list[int]) -> None:
    """Whoever waits as long as told is heard, and a millisecond less would not do."""
    budget, now = wire.Budget(20, burst=3), 0
    for step in steps:
        now += step
        wait = budget.take(now)
        if wait:
            assert wait == 1 or budget.take(now + wait - 1) > 0
            now += wait
            assert budget.take(now) == 0
