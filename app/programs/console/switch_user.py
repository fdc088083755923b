"""Changing to another account, by the command of the desktop that is there."""

from __future__ import annotations

from PySide6.QtCore import QProcess, QStandardPaths

# LightDM, GDM, KDE Plasma, in the order in which one of them being installed says the most.
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("dm-tool", "switch-to-greeter"),
    ("gdmflexiserver",),
    ("qdbus", "org.kde.ksmserver", "/KSMServer", "org.kde.KSMServerInterface.openSwitchUserDialog"),
)


def switch_user(commands: tuple[tuple[str, ...], ...] = COMMANDS) -> bool:
    """Start the first command this desktop has; False when it has none."""
    for program, *arguments in commands:
        found = QStandardPaths.findExecutable(program)
        if found and QProcess.startDetached(found, arguments):
            return True
    return False
