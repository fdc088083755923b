"""Secrets: tried no faster than people mistype, each code good once, also on a full disk."""

import asyncio
from pathlib import Path

import pytest

from app.model.errors import Denied, StoreDamaged
from app.model.moment import MINUTE, SECOND
from app.programs.service.secret_keeper import Secrets, TryLater
from app.programs.service.vault import Vault
from tests.programs.service.office import Helper
from tests.programs.service.test_vault import vault


class Kept:
    """A parent's secrets on a virtual clock."""

    def __init__(self, base: Path) -> None:
        """Nothing is set."""
        self.vault: Vault = vault(base)
        self.vault.open("1")
        self.now = 10 * MINUTE
        self.secrets = self.again()

    def again(self) -> Secrets:
        """The same secrets after a restart."""
        return Secrets(self.vault, Helper(), lambda: self.now)  # type: ignore[arg-type]

    def sign_in(self, secret: str, account: str = "mum") -> str:
        """Try it; give "" or why not."""
        try:
            asyncio.run(self.secrets.sign_in(account, secret))
        except TryLater as later:
            return f"later {later.wait_ms}"
        except Denied as denied:
            return denied.reason
        return ""

    def use(self, digits: str, account: str = "child minh") -> str:
        """Try a code; give "" or why not."""
        try:
            self.secrets.use_code(account, digits)
        except TryLater:
            return "later"
        except Denied as denied:
            return denied.reason
        return ""


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """With a password."""
    made = Kept(tmp_path)
    asyncio.run(made.secrets.set_password("tre xanh"))
    return made


def test_a_password_is_kept_as_a_hash(kept: Kept) -> None:
    """It opens, another does not, and the store never has it in clear."""
    assert kept.secrets.password_set
    assert kept.sign_in("tre xanh") == ""
    assert kept.sign_in("other") == "wrong"
    assert kept.vault.store.secret("password") != b"tre xanh"


def test_before_set_up_there_is_nothing_to_try(tmp_path: Path) -> None:
    """And what is too short is refused."""
    made = Kept(tmp_path)
    assert made.sign_in("x") == "no_password"
    with pytest.raises(Denied, match="too_short"):
        asyncio.run(made.secrets.set_password("five5"))
    assert not made.secrets.password_set


def test_each_wrong_password_doubles_the_wait(kept: Kept) -> None:
    """Three slips are free; then one second, two, four; a restart does not begin anew."""
    for _ in range(3):
        assert kept.sign_in("x") == "wrong"
    assert kept.sign_in("tre xanh") == f"later {SECOND}"
    kept.secrets = kept.again()
    assert kept.sign_in("tre xanh") == f"later {SECOND}"
    kept.now += SECOND
    assert kept.sign_in("x") == "wrong"
    assert kept.sign_in("tre xanh") == f"later {2 * SECOND}"
    kept.now += 2 * SECOND
    assert kept.sign_in("tre xanh") == ""
    assert kept.sign_in("x") == "wrong"


def test_one_account_does_not_slow_another(kept: Kept) -> None:
    """A guess in one account locks nobody out of his own."""
    for _ in range(4):
        kept.sign_in("x", "uncle")
    assert kept.sign_in("tre xanh", "uncle").startswith("later")
    assert kept.sign_in("tre xanh", "mum") == ""


def test_a_recovery_code_opens_once(kept: Kept) -> None:
    """It stands in for a forgotten password."""
    code = kept.secrets.renew_codes("pc").recovery[0]
    assert kept.sign_in(code.lower().replace("-", " ")) == ""
    assert kept.sign_in(code) == "wrong"


def test_a_code_is_good_once(kept: Kept) -> None:
    """New codes make the old ones worthless."""
    assert kept.use("123456") == "none"
    old = kept.secrets.renew_codes("pc").sheet
    assert kept.use(old[0]) == ""
    assert kept.use(old[0]) == "wrong"
    kept.secrets.renew_codes("pc")
    assert kept.use(old[1]) == "wrong"


def test_five_wrong_codes_in_ten_minutes(kept: Kept) -> None:
    """Then even the right one has to wait."""
    sheet = kept.secrets.renew_codes("pc").sheet
    for _ in range(5):
        assert kept.use("000000") == "wrong"
    assert kept.use(sheet[0]) == "later"
    kept.now += 10 * MINUTE
    assert kept.use(sheet[0]) == ""


def test_a_full_disk_makes_no_code_good_twice(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """And locks no parent out; what happened meanwhile is written when there is room."""
    sheet = kept.secrets.renew_codes("pc").sheet
    real = kept.vault.store.set_secret
    full = [True]

    def set_secret(name: str, value: bytes | None) -> None:
        if full[0]:
            raise StoreDamaged("full", "setting a secret")
        real(name, value)

    monkeypatch.setattr(kept.vault.store, "set_secret", set_secret)
    assert kept.use(sheet[0]) == ""
    assert kept.use(sheet[0]) == "wrong"
    assert kept.sign_in("x") == "wrong"
    assert kept.sign_in("tre xanh") == ""
    full[0] = False
    assert kept.use(sheet[1]) == ""
    kept.secrets = kept.again()
    assert kept.use(sheet[0]) == "wrong"
