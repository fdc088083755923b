"""The parent's codes: the standard's own numbers, each good once, a patient guesser's chances."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.moment import DAY, MINUTE, SECOND
from app.rules import codes
from app.rules.codes import Attempts, Codes, Fresh

RFC_KEY = b"12345678901234567890"
NOON = 1_764_000_000_000
SEED = bytes(range(32))


@pytest.fixture
def new() -> Fresh:
    """Codes as a parent gets them."""
    return codes.fresh(SEED, "may-tinh")


# --- the phone ----------------------------------------------------------------------------------

# RFC 4226 appendix D (counter), RFC 6238 appendix B (seconds; there eight digits, here their end).
HOTP = "755224 287082 359152 969429 338314 254676 287922 162583 399871 520489".split()
TOTP = {
    59: "94287082",
    1111111109: "07081804",
    1111111111: "14050471",
    1234567890: "89005924",
    2000000000: "69279037",
    20000000000: "65353130",
}


def test_the_standards_numbers() -> None:
    """Every vector of the two standards comes out."""
    assert [codes.phone_code(RFC_KEY, step) for step in range(10)] == HOTP
    for seconds, eight in TOTP.items():
        assert codes.phone_code(RFC_KEY, seconds * SECOND // codes.STEP) == eight[-6:]


STEPS = {-2: False, -1: True, 0: True, 1: True, 2: False}


@pytest.mark.parametrize("off", STEPS)
def test_a_phone_may_be_a_step_off(off: int) -> None:
    """A clock thirty seconds early or late still works, a minute does not."""
    kept = Codes(key=RFC_KEY)
    typed = codes.phone_code(RFC_KEY, NOON // codes.STEP + off)
    assert (codes.use(kept, typed, NOON) is not None) is STEPS[off]


@given(st.lists(st.tuples(st.integers(-1, 1), st.integers(0, 40_000)), max_size=30))
def test_each_step_is_good_once(tries: list[tuple[int, int]]) -> None:
    """However codes are repeated or shuffled in time, no step is taken twice."""
    kept, now, used = Codes(key=RFC_KEY), NOON, []
    for off, passed in tries:
        now += passed
        step = now // codes.STEP + off
        after = codes.use(kept, codes.phone_code(RFC_KEY, step), now)
        if after is not None:
            used.append(after.last_step)
            kept = after
    assert used == sorted(set(used))


def test_the_next_step_is_good_after_the_last() -> None:
    """A parent who gives two codes in a row has to wait for the phone's next one, no longer."""
    step = NOON // codes.STEP
    kept = codes.use(Codes(key=RFC_KEY), codes.phone_code(RFC_KEY, step), NOON)
    assert kept is not None
    assert codes.use(kept, codes.phone_code(RFC_KEY, step), NOON) is None
    assert codes.use(kept, codes.phone_code(RFC_KEY, step - 1), NOON) is None
    assert codes.use(kept, codes.phone_code(RFC_KEY, step + 1), NOON + codes.STEP)


def test_without_a_phone_no_number_is_good() -> None:
    """An empty key is no key: its well-known codes count for nothing."""
    step = NOON // codes.STEP
    assert codes.use(Codes(), codes.phone_code(b"", step), NOON) is None


def test_the_first_moments_of_time() -> None:
    """Before the first step there is none, at a clock that was never set."""
    assert codes.use(Codes(key=RFC_KEY), HOTP[0], 0) is not None
    assert codes.use(Codes(key=RFC_KEY), HOTP[2], 0) is None


def test_what_the_phone_reads(new: Fresh) -> None:
    """The address carries the key in base 32 and says what it is for."""
    address = urlsplit(new.otpauth)
    fields = parse_qs(address.query)
    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    assert address.path == "/L%C5%A9y%20Tre:may-tinh"
    assert fields["issuer"] == ["Lũy Tre"]
    assert (fields["digits"], fields["period"], fields["algorithm"]) == (["6"], ["30"], ["SHA1"])
    assert len(fields["secret"][0]) == 32  # 20 bytes need no padding, which phones dislike


# --- paper --------------------------------------------------------------------------------------


def test_each_code_of_the_sheet_is_good_once(new: Fresh) -> None:
    """All ten work, in any order, and none of them again."""
    kept = new.codes
    for typed in reversed(new.sheet):
        after = codes.use(kept, typed, NOON)
        assert after is not None
        assert codes.use(after, typed, NOON) is None
        kept = after
    assert kept.sheet == ()
    assert len(set(new.sheet)) == codes.ON_SHEET


def test_each_recovery_code_is_good_once(new: Fresh) -> None:
    """Each stands in for the password one time."""
    kept = new.codes
    for typed in new.recovery:
        after = codes.recover(kept, typed)
        assert after is not None
        assert codes.recover(after, typed) is None
        kept = after
    assert kept.recovery == ()


def test_codes_are_for_their_use_only(new: Fresh) -> None:
    """What is for the child's screen opens no console, and the other way round."""
    assert codes.recover(new.codes, new.sheet[0]) is None
    assert codes.use(new.codes, new.recovery[0], NOON) is None


def test_typed_in_any_way(new: Fresh) -> None:
    """Spaces, dashes, small or misread letters and an input method's wide digits are meant."""
    digits, word = new.sheet[0], new.recovery[0]
    plain = digits.replace(" ", "")
    wide = "".join(chr(ord(d) + 0xFEE0) for d in plain)
    for typed in (plain, f" {digits} ", "-".join(plain), digits.replace(" ", "\u00a0"), wide):
        assert codes.use(new.codes, typed, NOON), typed
    misread = word.replace("0", "O").replace("1", "l")
    for typed in (word.lower(), word.replace("-", " "), misread):
        assert codes.recover(new.codes, typed), typed


@given(st.text(max_size=20))
def test_anything_may_be_typed(typed: str) -> None:
    """No text is more than wrong."""
    kept = codes.fresh(SEED, "x").codes
    for after in (codes.use(kept, typed, NOON), codes.recover(kept, typed)):
        assert after is None or after != kept


def test_nothing_readable_is_kept(new: Fresh) -> None:
    """What is stored holds no code that could be read off."""
    kept = repr(new.codes)
    for typed in (*new.sheet, *new.recovery):
        assert typed.replace(" ", "") not in kept
        assert typed.replace("-", "") not in kept


def test_another_seed_another_household() -> None:
    """Nothing of one set of codes is worth anything in another; a short seed is refused."""
    one, other = codes.fresh(SEED, "a"), codes.fresh(b"\1" + SEED, "a")
    assert one.codes.key != other.codes.key
    assert not {*one.sheet} & {*other.sheet}
    assert codes.recover(other.codes, one.recovery[0]) is None
    with pytest.raises(ValueError, match="31 bytes"):
        codes.fresh(SEED[1:], "a")


@given(st.binary(min_size=32, max_size=32))
def test_every_seed_gives_full_sheets(seed: bytes) -> None:
    """Whatever the chance, all codes of a sheet differ and all are of their form."""
    made = codes.fresh(seed, "x")
    assert len(set(made.codes.sheet)) == len(made.sheet) == codes.ON_SHEET
    assert len(set(made.codes.recovery)) == len(made.recovery) == codes.ON_PAPER
    assert all(len(code) == 7 and code[3] == " " for code in made.sheet)
    assert all(len(code) == 19 for code in made.recovery)


# --- tries --------------------------------------------------------------------------------------


def tried(*times: int) -> Attempts:
    """Wrong tries at these moments."""
    made = Attempts()
    for at in times:
        made = made.failed(at)
    return made


def test_five_codes_in_ten_minutes() -> None:
    """The sixth waits until the first of the five is ten minutes old."""
    four, five = tried(*range(4)), tried(*range(5))
    assert four.code_wait_ms(10) == 0
    assert five.code_wait_ms(10) == 10 * MINUTE - 10
    assert five.code_wait_ms(10 * MINUTE) == 0


@given(st.integers(1, 5 * MINUTE))
def test_twenty_codes_a_day(pause: int) -> None:
    """A guesser who tries whenever he may has twenty tries in any day."""
    made, now, times = Attempts(), NOON, []
    while now < NOON + 3 * DAY:
        wait = made.code_wait_ms(now)
        if wait:
            now += wait
            continue
        made = made.failed(now)
        times.append(now)
        now += pause
    for at in times:
        assert sum(at <= t < at + DAY for t in times) <= 20
        assert sum(at <= t < at + 10 * MINUTE for t in times) <= 5


def test_passwords_wait_longer_each_time() -> None:
    """Three slips are free; then 1 s, 2 s, 4 s … up to a quarter of an hour."""
    waits = [tried(*[NOON] * n).password_wait_ms(NOON) // SECOND for n in range(16)]
    assert waits == [0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]
    assert tried(*[NOON] * 4).password_wait_ms(NOON + 1500) == 500
    assert tried(*[NOON] * 4).password_wait_ms(NOON + 2000) == 0


def test_yesterdays_slips_are_forgotten() -> None:
    """A slip a day never adds up."""
    made = Attempts()
    for day in range(30):
        made = made.failed(NOON + day * DAY)
    assert made.failed_ms == (NOON + 29 * DAY,)


@given(st.lists(st.integers(-2 * DAY, 2 * DAY), max_size=40))
def test_a_moved_clock_never_locks_for_long(moves: list[int]) -> None:
    """Whatever the clock did, the wait is never longer than its window, nor is the memory."""
    made, now = Attempts(), NOON
    for move in moves:
        now += move
        made = made.failed(now)
        assert 0 <= made.code_wait_ms(now) <= DAY
        assert 0 <= made.password_wait_ms(now) <= codes.LONGEST_WAIT
        assert len(made.failed_ms) <= 20
