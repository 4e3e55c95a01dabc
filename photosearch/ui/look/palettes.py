"""The colours of the window, light and dark."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from PySide6.QtGui import QColor, QGuiApplication, QPalette


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour that a widget or delegate may use, by what it is for."""

    window: QColor
    sidebar: QColor
    surface: QColor
    """Cards, fields and buttons."""
    hover: QColor
    border: QColor
    text: QColor
    muted: QColor
    """Text of second rank."""
    accent: QColor
    accent_text: QColor
    """On the accent."""
    accent_soft: QColor
    """Behind a selected row."""
    link: QColor
    """Text in the accent."""
    placeholder: QColor
    """Where a thumbnail will be."""
    danger: QColor
    warning: QColor
    warning_soft: QColor
    success: QColor
    pill: QColor
    """Translucent, on photos."""
    pill_text: QColor
    overlay: QColor
    """The veil while something is dragged over the window."""
    edge: QColor
    """A hair around a picture, so that a white one has an end on white."""
    popup_edge: QColor
    """Around what lies over the window."""
    viewer: QColor
    """Behind a photo that fills the screen, dark in both themes; so is all that stands on it."""
    viewer_text: QColor
    viewer_hover: QColor
    viewer_surface: QColor
    """Behind the details beside it."""
    viewer_muted: QColor
    viewer_link: QColor


LIGHT = Colours(
    window=QColor("#ffffff"),
    sidebar=QColor("#f6f6f8"),
    surface=QColor("#f2f2f5"),
    hover=QColor("#e9e9ee"),
    border=QColor("#dcdce2"),
    text=QColor("#1d1d1f"),
    muted=QColor("#65656b"),
    accent=QColor("#0b66d6"),
    accent_text=QColor("#ffffff"),
    accent_soft=QColor("#dde9fb"),
    link=QColor("#0a5cc2"),
    placeholder=QColor("#ececf0"),
    danger=QColor("#bf2b25"),
    warning=QColor("#835200"),
    warning_soft=QColor("#fff3d9"),
    success=QColor("#1d7a3c"),
    pill=QColor(20, 20, 22, 190),
    pill_text=QColor("#ffffff"),
    overlay=QColor(246, 246, 248, 200),
    edge=QColor(0, 0, 0, 38),
    popup_edge=QColor("#c9c9d1"),
    viewer=QColor("#111113"),
    viewer_text=QColor("#f2f2f5"),
    viewer_hover=QColor("#38383d"),
    viewer_surface=QColor("#242427"),
    viewer_muted=QColor("#aeaeb5"),
    viewer_link=QColor("#79b4ff"),
)

DARK = Colours(
    window=QColor("#1c1c1e"),
    sidebar=QColor("#242427"),
    surface=QColor("#2d2d31"),
    hover=QColor("#38383d"),
    border=QColor("#3d3d42"),
    text=QColor("#f2f2f5"),
    muted=QColor("#aeaeb5"),
    accent=QColor("#2470df"),
    accent_text=QColor("#ffffff"),
    accent_soft=QColor("#24406a"),
    link=QColor("#79b4ff"),
    placeholder=QColor("#2a2a2d"),
    danger=QColor("#ff8a80"),
    warning=QColor("#ffcf70"),
    warning_soft=QColor("#40341a"),
    success=QColor("#7ddb97"),
    pill=QColor(20, 20, 22, 200),
    pill_text=QColor("#ffffff"),
    overlay=QColor(28, 28, 30, 200),
    edge=QColor(255, 255, 255, 34),
    popup_edge=QColor("#5c5c63"),
    viewer=QColor("#0c0c0d"),
    viewer_text=QColor("#f2f2f5"),
    viewer_hover=QColor("#38383d"),
    viewer_surface=QColor("#242427"),
    viewer_muted=QColor("#aeaeb5"),
    viewer_link=QColor("#79b4ff"),
)


def colours() -> Colours:
    """The colours in force. Cheap; ask again after ``QEvent.PaletteChange``."""
    return DARK if QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def qt_palette(chosen: Colours) -> QPalette:
    """The same colours in the roles that Qt's own widgets ask for."""
    role = QPalette.ColorRole
    palette = QPalette()
    by_role = {
        role.Window: chosen.window,
        role.WindowText: chosen.text,
        role.Base: chosen.window,
        role.AlternateBase: chosen.surface,
        role.Text: chosen.text,
        role.Button: chosen.surface,
        role.ButtonText: chosen.text,
        role.BrightText: chosen.danger,
        role.Highlight: chosen.accent,
        role.HighlightedText: chosen.accent_text,
        role.Accent: chosen.accent,
        role.Link: chosen.link,
        role.LinkVisited: chosen.link,
        role.ToolTipBase: chosen.surface,
        role.ToolTipText: chosen.text,
        role.PlaceholderText: chosen.muted,
        role.Mid: chosen.border,
    }
    for which, colour in by_role.items():
        palette.setColor(which, colour)
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, chosen.muted)
    return palette


def names() -> tuple[str, ...]:
    """The names of all colours."""
    return tuple(declared.name for declared in dataclasses.fields(Colours))
