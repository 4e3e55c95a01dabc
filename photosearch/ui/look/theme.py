"""Puts a theme into force: palette, style sheet, fonts. Widgets ask here for colours, icons and fonts."""

from __future__ import annotations

import sys

from PySide6.QtCore import QDir, Qt
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication

from photosearch.resources import resource
from photosearch.ui.look.icons import app_icon, icon, icon_on_picture
from photosearch.ui.look.palettes import DARK, LIGHT, Colours, colours, qt_palette
from photosearch.ui.look.style_sheet import style_sheet

__all__ = ["SPACE_PX", "Colours", "app_icon", "apply_theme", "colours", "font", "icon", "icon_on_picture"]

SPACE_PX = 4
"""Every margin and gap is a multiple of it."""

_SCALES = {"small": 0.88, "body": 1.0, "title": 1.6}
_BARE_FAMILIES = ("Sans Serif", "Sans", "DejaVu Sans", "")
"""What Qt reports on Linux where no desktop has chosen a font."""
_CALM_FAMILIES = ("Inter", "Noto Sans", "Cantarell", "Ubuntu", "Noto Sans CJK SC")
_CHINESE_FAMILIES = (
    "PingFang SC",
    "Microsoft YaHei UI",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
)
_MIN_BARE_POINT_SIZE = 10.0

_SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


def apply_theme(app: QApplication, choice: str) -> None:
    """Put ``choice`` (``system``, ``light`` or ``dark``) into force, now and, for ``system``, whenever it changes."""
    hints = QGuiApplication.styleHints()
    if not app.property("is_themed"):
        _prepare(app)
        hints.colorSchemeChanged.connect(_on_scheme_changed)
    app.setProperty("theme_choice", choice)
    # Also tells the window frame and the platform's own dialogs.
    hints.setColorScheme(_SCHEMES[choice])
    _show(app, choice)


def font(role: str) -> QFont:
    """The font of ``role``: ``small``, ``body`` or ``title``: the system's, in one of three sizes."""
    made = QFont(QGuiApplication.font())
    made.setPointSizeF(made.pointSizeF() * _SCALES[role])
    if role == "title":
        made.setWeight(QFont.Weight.DemiBold)
    return made


def _prepare(app: QApplication) -> None:
    # One style everywhere: the platforms' own ones follow style sheets only in part.
    app.setStyle("Fusion")
    app.setFont(_app_font(app.font()))
    app.setWindowIcon(app_icon())
    QDir.setSearchPaths("icons", [str(resource("icons"))])
    app.setProperty("is_themed", True)


def _app_font(system: QFont) -> QFont:
    """The system's font with Chinese fallbacks in their simplified forms, and a calm one where there is none."""
    chosen = QFont(system)
    installed = set(QFontDatabase.families())
    families = [system.family()]
    if sys.platform.startswith("linux") and system.family() in _BARE_FAMILIES:
        families = [family for family in _CALM_FAMILIES if family in installed][:1] + families
        chosen.setPointSizeF(max(chosen.pointSizeF(), _MIN_BARE_POINT_SIZE))
    chosen.setFamilies(families + [family for family in _CHINESE_FAMILIES if family in installed])
    return chosen


def _on_scheme_changed(_scheme: Qt.ColorScheme) -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication):
        _show(app, str(app.property("theme_choice")))


def _show(app: QApplication, choice: str) -> None:
    is_dark = choice == "dark" or (
        choice == "system" and QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    )
    chosen = DARK if is_dark else LIGHT
    app.setPalette(qt_palette(chosen))
    app.setStyleSheet(style_sheet(chosen))
