"""How the product runs, and the accounts of this PC, in words."""

import re
from pathlib import Path

import pytest

from app.api.parent import Account, Codes, PolicyDoc, Settings, Status
from app.store.keys import KEY_IN_FILE
from app.ui.parent.read.status import codes, house, status, written
from app.ui.parent.values import NewCodes, Written
from tests.ui.family import ZONE, at

SERVICE = Path(__file__).parents[4] / "app" / "programs" / "service"
BASE = Status("0.1.0", "installed", at("18:52"), ZONE, True, True, True)


def test_dates_are_the_services() -> None:
    """Today is what trusted time says, in the policy's zone."""
    value = status(BASE, "vi")
    assert value.today.isoformat() == "2026-11-12"
    assert value.date_words == "Thứ Năm, 12 tháng 11 2026"
    assert not value.advice


def test_senses_and_limits_in_words_or_as_they_are() -> None:
    """What has no words yet is shown, never hidden."""
    full = Status(
        "0.1.0", "advice", at("18:52"), ZONE, False, True, True,
        senses={"sessions": "logind", "moon": "tide"}, limits=("no_wings", "gravity: 9.81"),
        since_ms=at("12:05"),
    )  # fmt: skip
    value = status(full, "en")
    assert value.advice
    assert value.senses == (("Log-ins", "logind"), ("moon", "tide"))
    assert value.limits == ("no_wings", "gravity: 9.81")
    assert value.since == "12:05"


def test_every_limit_the_service_can_name_has_words() -> None:
    """What this PC cannot do is said in a sentence, in both languages."""
    sources = "".join(path.read_text(encoding="utf-8") for path in SERVICE.rglob("*.py"))
    codes = set(re.findall(r'imits\.set\("([a-z_]+)"', sources)) | {"safe_state", KEY_IN_FILE}
    codes |= set(re.findall(r'f"([a-z_]+): \{(?:account|session)', sources))
    assert {"no_refusal", "no_account", "store", "desk"} <= codes
    for lang in ("vi", "en"):
        full = Status("0", "installed", 0, ZONE, True, True, True, limits=tuple(
            f"{code}: x" for code in sorted(codes)
        ))  # fmt: skip
        for code, said in zip(sorted(codes), status(full, lang).limits, strict=True):
            assert said != f"{code}: x", code


@pytest.mark.parametrize(
    ("why", "said"),
    [("", ""), ("root", "the PC's root account"), ("system", "an account of the system"),
     ("group:sudo", "administrator (group sudo), could switch every rule off"),
     ("not_yours", "advice mode runs in your own account only"),
     ("gravity", "cannot be used (gravity)")],
)  # fmt: skip
def test_why_an_account_cannot_be_a_childs(why: str, said: str) -> None:
    """Each code of the service in words; one nobody wrote words for as it is."""
    value = house(Settings("vi", ZONE, (Account("a", "", why),)), "en")
    assert value.accounts[0].why_not == said


def test_ones_own_account_is_never_a_childs() -> None:
    """Whoever chose it would lock the window they sit at; advice mode has no other."""
    message = Settings("vi", ZONE, (Account("hoa", "Hoa"), Account("minh")), ("hoa",))
    value = house(message, "vi", own="hoa")
    assert value.accounts[0].why_not == "bạn đang dùng tài khoản này"
    assert value.accounts[0].administrator
    assert value.accounts[0].shown == "Hoa (hoa)"
    assert value.accounts[1].why_not == ""
    assert house(message, "vi", own="hoa", advice=True).accounts[0].why_not == ""


def test_documents_and_codes_are_values() -> None:
    """Nothing of the wire goes further."""
    assert written(PolicyDoc("x", 3, ((1, "a", "b"),))) == Written("x", 3, ((1, "a", "b"),))
    assert codes(Codes(("a",), ("b",), "otpauth://x")) == NewCodes(("a",), ("b",), "otpauth://x")
