"""Whether the person told the system that nothing is to move: Windows, macOS, GNOME and KDE have a switch for it."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys

from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtGui import QGuiApplication

_GET_CLIENT_AREA_ANIMATION = 0x1042
"""``SPI_GETCLIENTAREAANIMATION``: "Animation effects" in the settings of Windows."""
_ASK_GNOME = ("gsettings", "get", "org.gnome.desktop.interface", "enable-animations")
_PATIENCE_S = 2.0
_UNSEEN = ("offscreen", "minimal")
"""There is nobody who could see it."""


def system_has_motion() -> bool:
    """Whether it moves things itself; True where it does not say. Blocking, some 20 ms."""
    if QGuiApplication.platformName() in _UNSEEN:
        return False
    if sys.platform == "win32":
        return _windows_has_motion()
    if sys.platform == "darwin":
        return not _is_true(QSettings("apple.com", "universalaccess").value("reduceMotion"))
    desktop = os.environ.get("XDG_CURRENT_DESKTOP", "").upper()
    return kde_has_motion() if "KDE" in desktop else gnome_has_motion()


def gnome_has_motion() -> bool:
    """What GNOME and the desktops that share its settings say."""
    try:
        answer = subprocess.run(_ASK_GNOME, capture_output=True, timeout=_PATIENCE_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return True
    return answer.stdout.strip() != b"false"


def kde_has_motion() -> bool:
    """What KDE says: a factor by which it draws all motion out, or cuts it down to nothing."""
    file = QStandardPaths.locate(QStandardPaths.StandardLocation.GenericConfigLocation, "kdeglobals")
    factor = QSettings(file, QSettings.Format.IniFormat).value("KDE/AnimationDurationFactor", "1")
    try:
        return float(str(factor)) > 0
    except ValueError:
        return True


def _windows_has_motion() -> bool:
    is_on = ctypes.c_int(1)
    user32 = getattr(ctypes, "windll").user32  # noqa: B009 - there is none elsewhere
    user32.SystemParametersInfoW(_GET_CLIENT_AREA_ANIMATION, 0, ctypes.byref(is_on), 0)
    return bool(is_on.value)


def _is_true(value: object) -> bool:
    return str(value).lower() in ("true", "1")
