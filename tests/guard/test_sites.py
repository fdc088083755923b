"""Sites opened for a while, asked for, and stopped: what the mind makes of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.guard import events as ev
from app.guard.give import due_ms
from app.guard.memory import memory, start
from app.guard.sites import BETWEEN_MS, MOST_RULES, SAME_NAME_MS, rules_now, until_ms
from app.model.action import NoticeKind, Notify, Record, Remember
from app.model.decision import Reason, Verdict
from app.model.grant import AskKind, Request
from app.model.moment import HOUR
from app.model.web import SiteRule, SiteStop, WebRules
from tests.guard.home import Home
from tests.rules.asking import ms, rules

AFTERNOON = "2026-11-24 16:00"
DENY = SiteRule("service:tiktok", Verdict.BLOCK)


def home_with(*sites: SiteRule, told: bool = True) -> Home:
    """A child whose policy says this of sites."""
    return Home(AFTERNOON, replace(rules(), web=WebRules(sites=sites)), told=told)


def rule(home: Home, match: str, verdict: Verdict, how: str) -> None:
    """The parent says so, for a while."""
    now = home.guard.clock.now_ms
    made = SiteRule(match, verdict, until_ms(home.person, how, now))
    home.do(ev.SiteRuled(home.now, "minh", match, made, "mother"))


def stop(home: Home, name: str, verdict: Verdict = Verdict.BLOCK) -> None:
    """The resolver stopped a name."""
    home.do(
        ev.SiteStopped(
            home.now, "minh", name, verdict, Reason.SITE_NEVER, "web", "bracket", "gambling", "seed"
        )
    )


def notices(home: Home) -> list[str]:
    """Names the child was told of."""
    told = [a for a in home.actions if isinstance(a, Notify) and a.kind is NoticeKind.SITE_STOPPED]
    return [notice.name for notice in told]


def counted(home: Home) -> list[SiteStop]:
    """What was written down."""
    return [s for a in home.actions if isinstance(a, Remember) for s in a.stops]


@pytest.mark.parametrize(
    ("local", "how", "ends"),
    [
        (AFTERNOON, "hour", "2026-11-24 17:00"),
        (AFTERNOON, "today", "2026-11-25 00:00"),
        ("2026-11-24 23:30", "today", "2026-11-25 00:30"),
        (AFTERNOON, "always", None),
    ],
)
def test_how_long_an_answer_holds(local: str, how: str, ends: str | None) -> None:
    """An hour is an hour, today ends at midnight but never within the hour, always has no end."""
    home = Home(local)
    found = until_ms(home.person, how, home.guard.clock.now_ms)
    assert found == (None if ends is None else ms(ends))


def test_what_holds_for_a_while_replaces_what_holds_always() -> None:
    """And when it has ended, the policy's own word holds again."""
    home = home_with(DENY)
    rule(home, "service:tiktok", Verdict.ALLOW, "hour")
    now = home.guard.clock.now_ms
    assert [r.verdict for r in rules_now(home.person, now).sites] == [Verdict.ALLOW]
    assert rules_now(home.person, now + HOUR).sites == (DENY,)


def test_a_parent_takes_it_back() -> None:
    """No rule takes the temporary one away; the record tells both, and by whom."""
    home = home_with()
    rule(home, "a.example", Verdict.BLOCK, "today")
    home.do(ev.SiteRuled(home.now, "minh", "a.example", None, "mother"))
    assert home.person.sites == ()
    lines = [dict(a.facts) for a in home.actions if isinstance(a, Record)]
    verdicts = [facts["verdict"] for facts in lines if facts.get("site") == "a.example"]
    assert verdicts == ["block", "cleared"]


def test_rules_survive_a_restart_and_end_by_themselves() -> None:
    """They are in the snapshot; those that ended are gone at the next day."""
    home = home_with()
    rule(home, "a.example", Verdict.ALLOW, "today")
    kept = memory(home.guard)
    again = start(home.policy, kept, home.now).people["minh"]
    assert again.sites == home.person.sites
    home.wait(minutes=16 * 60)
    assert home.person.sites == ()


def test_a_flood_of_rules_is_bounded() -> None:
    """The oldest make way."""
    home = home_with()
    for number in range(MOST_RULES + 5):
        rule(home, f"{number}.example", Verdict.ALLOW, "today")
    assert len(home.person.sites) == MOST_RULES
    assert home.person.sites[0].match == "5.example"


@pytest.mark.parametrize(
    ("yes", "how", "opened"),
    [(True, "hour", 1), (True, "today", 1), (True, "always", 0), (False, "", 0)],
)
def test_an_answer_opens_the_site(yes: bool, how: str, opened: int) -> None:
    """For an hour or today here; always is the policy's; no opens nothing; no time is given."""
    home = home_with()
    asked = Request("r", "minh", AskKind.SITE, 0, due_ms(0), about="a.example", words="bài tập")
    home.do(ev.Asked(home.now, asked))
    home.do(ev.Answered(home.now, "r", yes, by="mother", how=how))
    assert [r.match for r in home.person.sites] == ["a.example"] * opened
    assert home.person.grants == ()
    assert home.person.requests[0].words == ""


def test_a_stopped_name_is_counted_and_told() -> None:
    """Once with its day, category and list; the notice carries the reason."""
    home = home_with()
    stop(home, "bet.example")
    (kept,) = counted(home)
    assert (kept.day, kept.name, kept.category) == (date(2026, 11, 24), "bet.example", "gambling")
    assert notices(home) == ["bet.example"]
    stopped = home.person.stopped_site
    assert stopped is not None and stopped.decision.reason is Reason.SITE_NEVER


def test_a_page_full_of_stopped_names_does_not_nag() -> None:
    """Each is counted; the child hears of one in twenty seconds, and of the same in ten minutes."""
    home = home_with()
    for number in range(5):
        stop(home, f"ad{number}.example")
    assert len(counted(home)) == 5
    assert notices(home) == ["ad0.example"]
    home.wait(seconds=BETWEEN_MS / 1000)
    stop(home, "ad0.example")
    assert notices(home) == ["ad0.example"]
    stop(home, "ad1.example")
    assert notices(home) == ["ad0.example", "ad1.example"]
    home.wait(seconds=SAME_NAME_MS / 1000)
    stop(home, "ad1.example")
    assert notices(home)[-1] == "ad1.example" and len(notices(home)) == 3


def test_nothing_is_counted_before_the_child_was_told() -> None:
    """It is stopped and said all the same."""
    home = home_with(told=False)
    stop(home, "bet.example")
    assert counted(home) == []
    assert notices(home) == ["bet.example"]


def test_a_wipe_forgets_the_last_stop() -> None:
    """The child's screen does not show what was deleted."""
    home = home_with()
    stop(home, "bet.example")
    home.do(ev.Wiped(home.now, "minh", "mother"))
    assert home.person.stopped_site is None


def test_nobody_is_nobody() -> None:
    """Events about a subject that does not exist change nothing."""
    home = home_with()
    before = home.guard.people
    home.do(ev.SiteRuled(home.now, "nobody", "a.example", DENY))
    home.do(ev.SiteStopped(home.now, "nobody", "a.example", Verdict.BLOCK, Reason.SITE_NEVER))
    assert home.guard.people == before
