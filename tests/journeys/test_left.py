"""A child whom the rules leave while the PC is closed is not closed in for ever."""

from app.api import parent as api
from tests.journeys.rig import Rig, until

NOBODY = 'schema = 1\nzone = "Asia/Ho_Chi_Minh"\nlanguage = "en"\n'


def test_taken_out_of_the_policy_while_closed(pc: Rig) -> None:
    """Thawed, unlocked, the agent gone: the account is its own again."""
    pc.start()
    pc.rule()
    pc.log_in()
    game = pc.program("sh", "-c", "while :; do :; done")
    pc.pause()
    until(lambda: pc.is_frozen(game) and pc.keyboard_is_held(), 20)
    answer = pc.ask(api.PolicySet(NOBODY))
    assert isinstance(answer, api.PolicyDoc) and not answer.problems, answer
    until(lambda: not pc.is_frozen(game), 5, "it is frozen for ever")
    until(lambda: not pc.keyboard_is_held() and pc.agent() == 0, 5, "the lock stayed")
