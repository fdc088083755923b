"""The rules in force: a document takes their place, or one word about a site is changed in them.

The store keeps every version with who and when. A document that does not hold is answered with what
is wrong with it, and nothing changes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.api import parent as api
from app.api.policy_doc import parse
from app.api.policy_text import to_toml
from app.guard import events as ev
from app.guard.state import Guard
from app.model.errors import Denied, InvalidPolicy
from app.model.policy import Policy, SubjectPolicy
from app.model.web import SiteRule
from app.programs.service.accounts import Accounts
from app.programs.service.vault import Vault
from app.rules.schedule import local_date
from app.web.seed import service_keys

MOST_SITES = 2_000  # words about sites of one subject; a list of that length is a list


class RuleBook:
    """Reads and changes the policy; in_force tells the rest of the service of a new one."""

    def __init__(
        self,
        guard: Callable[[], Guard],
        happened: Callable[..., None],
        vault: Vault,
        accounts: Accounts,
        in_force: Callable[[Policy], None],
    ) -> None:
        """Keep versions in this vault."""
        self._guard = guard
        self._happened = happened
        self._vault = vault
        self._accounts = accounts
        self._in_force = in_force

    def read(self) -> api.PolicyDoc:
        """Give the newest document."""
        kept = self._vault.store.policy()
        return api.PolicyDoc("", 0) if kept is None else api.PolicyDoc(kept.toml, kept.version)

    def put(self, toml: str, by: str, *, check: bool = False) -> api.PolicyDoc:
        """Put a document in force, or say what is wrong with it; check = only say."""
        guard = self._guard()
        kept = self._vault.store.policy()
        version = max(guard.policy.version, 0 if kept is None else kept.version) + 1
        today = local_date(guard.zone, guard.clock.now_ms)
        try:
            policy = parse(
                toml,
                today=today,
                known_accounts=self._accounts.names(),
                known_services=service_keys(),
                version=version,
            )
        except InvalidPolicy as error:
            problem = (error.line, error.field, error.problem)
            return api.PolicyDoc(toml, problems=(problem,))
        if not check:
            self._vault.store.set_policy(toml, version, by, guard.clock.now_ms)
            self._in_force(policy)
            self._happened(ev.PolicyChanged, policy, by)
        return api.PolicyDoc(toml, version)

    def say_of_site(self, by: str, subject: str, match: str, rule: SiteRule | None) -> None:
        """Keep what a parent said of a site for always, or take it back (None).

        Raises Denied (`too_many`, `policy` when the document cannot be written).
        """
        policy = self._guard().policy
        changed = tuple(
            _with_site(given, match, rule) if given.subject.id == subject else given
            for given in policy.subjects
        )
        if changed == policy.subjects:
            return
        done = self.put(to_toml(replace(policy, subjects=changed)), by)
        if done.problems:
            raise Denied("policy")


def _with_site(given: SubjectPolicy, match: str, rule: SiteRule | None) -> SubjectPolicy:
    web = given.rules.web
    others = tuple(one for one in web.sites if one.match != match)
    sites = others if rule is None else (*others, rule)
    if len(sites) > MOST_SITES:
        raise Denied("too_many")
    return replace(given, rules=replace(given.rules, web=replace(web, sites=sites)))
