"""How the service begins: the policy in force and the guard's own memory, out of what is kept.

Nothing here may fail for what is kept: a policy that cannot be read gives way to the newest one
that can, a snapshot that cannot is left behind, and the parent is told of both.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from app.api.policy_doc import parse
from app.guard.memory import Memory
from app.model.errors import InvalidPolicy, StoreDamaged
from app.model.moment import Moment
from app.model.policy import Policy
from app.programs.service import snapshot
from app.programs.service.vault import Vault

FALLBACK_ZONE = "Asia/Ho_Chi_Minh"


@dataclass(frozen=True, slots=True)
class Begun:
    """What to start with, and what has to be told: (code, facts)."""

    policy: Policy
    memory: Memory | None
    told: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()


def begin(vault: Vault, at: Moment) -> Begun:
    """Read what the vault holds."""
    told: list[tuple[str, tuple[tuple[str, str], ...]]] = []
    policy = _policy(vault, at, told)
    memory = None
    try:
        body = vault.store.load_memory()
        memory = None if body is None else snapshot.decode(body)
    except (StoreDamaged, snapshot.Unreadable) as error:
        told.append(("memory_lost", (("why", str(error)),)))
    return Begun(policy, memory, tuple(told))


def _policy(
    vault: Vault, at: Moment, told: list[tuple[str, tuple[tuple[str, str], ...]]]
) -> Policy:
    """Give the newest policy that can be read; without any, nobody is ruled."""
    today = _today(at)
    try:
        kept = vault.store.policies()
    except StoreDamaged as error:
        told.append(("policy_lost", (("why", error.code),)))
        kept = ()
    for one in kept:
        try:
            return parse(one.toml, today=today, version=one.version)
        except InvalidPolicy as error:
            told.append(("policy_unreadable", (("version", str(one.version)), ("at", error.field))))
    return Policy(version=0, zone=zone_of(at), subjects=())


def zone_of(at: Moment) -> str:
    """Give the machine's zone, or ours where it has none that is known."""
    try:
        ZoneInfo(at.zone)
    except (LookupError, ValueError, OSError):
        return FALLBACK_ZONE
    return at.zone or FALLBACK_ZONE


def _today(at: Moment) -> date:
    return datetime.fromtimestamp(at.wall_ms / 1000, UTC).astimezone(ZoneInfo(zone_of(at))).date()
