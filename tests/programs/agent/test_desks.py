"""Which sense is chosen for which session; nothing is opened by choosing."""

import pytest

from app.model.errors import Unsupported
from app.monitor.ports import Front
from app.programs.agent.desks import BlindDesk, desk_for, started


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({"XDG_SESSION_TYPE": "x11", "DISPLAY": ":7"}, "x11"),
        ({"XDG_SESSION_TYPE": "x11"}, "none"),
        ({"XDG_SESSION_TYPE": "wayland", "XDG_CURRENT_DESKTOP": "ubuntu:GNOME"}, "gnome-wayland"),
        ({"XDG_SESSION_TYPE": "wayland", "XDG_CURRENT_DESKTOP": "sway"}, "none"),
        ({}, "none"),
    ],
)
def test_the_sense_fits_the_session(environment: dict[str, str], name: str) -> None:
    """By what the service said of it."""
    assert desk_for(environment, lambda _: None, lambda _: frozenset()).name == name


def test_a_blind_desk_knows_that_it_is() -> None:
    """It claims nothing about the front."""
    desk = BlindDesk()
    desk.start(lambda: None)
    assert desk.read() == Front(front_known=False)
    assert desk.fileno() == -1
    desk.ready()
    desk.stop()


def test_a_desktop_that_does_not_answer_leaves_it_blind() -> None:
    """A real attempt at a GNOME whose bus nobody serves."""
    environment = {"XDG_SESSION_TYPE": "wayland", "XDG_CURRENT_DESKTOP": "gnome"}
    desk, lacks = started(desk_for(environment, lambda _: None, lambda _: frozenset()), print)
    assert desk.name == "none"
    assert lacks and lacks[0]
    with pytest.raises(Unsupported):
        desk_for(environment, lambda _: None, lambda _: frozenset()).start(lambda: None)
