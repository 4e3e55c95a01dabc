"""The style sheet of the window, made from a set of colours: 4 px grid, soft corners, one accent."""

from __future__ import annotations

from string import Template

from photosearch.ui.look.palettes import Colours, names

_SHEET = Template("""
QToolTip { background: $surface; color: $text; border: 1px solid $border; padding: 4px 6px; }
QMainWindow, QDialog { background: $window; }
QWidget#TopBar { background: $window; border-bottom: 1px solid $border; }
QWidget#PreviewPane, QWidget#Sidebar { background: $sidebar; }
QWidget#SidebarContent { background: transparent; }
QWidget#ActivityBar { background: $sidebar; border-top: 1px solid $border; }
QListView#ResultsView { border: none; background: $window; }
QScrollArea { border: none; background: transparent; }
QScrollArea#Scrolled { border: 1px solid transparent; border-radius: 6px; }
QScrollArea#Scrolled:focus { border-color: $accent; }

QWidget#Viewer, QWidget#ViewerBar { background: $viewer; }
QLabel#OnDark { color: $viewer_text; }
QToolButton#OnDark, QToolButton#OnPhoto { background: transparent; color: $viewer_text; border: 1px solid transparent;
    border-radius: 6px; padding: 5px; }
QToolButton#OnPhoto { background: $viewer; }
QToolButton#OnDark:hover, QToolButton#OnPhoto:hover, QToolButton#OnDark:checked { background: $viewer_hover; }
QToolButton#OnDark:focus, QToolButton#OnPhoto:focus { border-color: $viewer_text; }

QLabel#Muted, QLabel#Small { color: $muted; }
QWidget#ViewerInfoContent { background: $viewer_surface; }
QWidget#ViewerInfoContent QLabel { color: $viewer_text; }
QWidget#ViewerInfoContent QLabel#Muted { color: $viewer_muted; }
QWidget#ViewerInfoContent QLabel#Lead { color: $viewer_link; }
QLabel#Danger { color: $danger; }
QLabel#Link, QLabel#Lead { color: $link; }
QLabel#SectionTitle { color: $muted; padding: 0 8px; }

QFrame#SearchField { background: $surface; border: 1px solid transparent; border-radius: 18px; }
QFrame#SearchField[focused="true"] { background: $window; border: 1px solid $accent; }
QFrame#SearchField QLineEdit { background: transparent; border: none; padding: 0; }
QFrame#Chip { background: $hover; border-radius: 12px; }
QFrame#Chip[kind="not"] { background: $warning_soft; }
QFrame#Chip[kind="filter"] { background: $accent_soft; }
QFrame#Chip[kind="understood"] { background: $accent_soft; }
QFrame#Chip[kind="read"] { background: transparent; border: 1px dashed $border; }
QScrollArea#ChipStrip, QWidget#ChipStripInside { background: transparent; }
QToolButton#ChipText { background: transparent; border: none; border-radius: 6px; padding: 1px 2px; }
QToolButton#ChipText:hover { color: $link; }
QToolButton#ChipText:focus { border: 1px solid $accent; }
QToolButton#ChipClose { background: transparent; border: none; border-radius: 9px; padding: 2px; }
QToolButton#ChipClose:hover { background: $border; }
QToolButton#Tag { background: transparent; border: none; padding: 0 2px; }
QToolButton#Tag:hover { color: $link; }
QToolButton#Tag:focus, QToolButton#ChipClose:focus { border: 1px solid $accent; border-radius: 6px; }
QFrame#Card { background: $surface; border: none; border-radius: 10px; }
QFrame#Popup { background: $window; border: 1px solid $popup_edge; border-radius: 10px; }
QFrame#SelectionBar { background: $window; border: 1px solid $popup_edge; border-radius: 18px; }
QFrame#Banner { background: $window; border: 1px solid $popup_edge; border-radius: 10px; }
QFrame#Banner[kind="warning"] { border-color: $warning; }
QFrame#DropZone { border: 2px dashed $border; border-radius: 16px; }
QFrame#DropZone[active="true"] { border-color: $accent; background: $accent_soft; }
QFrame#Line { background: $border; border: none; }

QToolButton#Flat, QToolButton#Filter { background: transparent; border: none; border-radius: 6px; padding: 4px; }
QToolButton#Filter { padding: 4px 8px; }
QToolButton#Flat:hover, QToolButton#Filter:hover { background: $hover; }
QToolButton#Flat:pressed, QToolButton#Filter:pressed { background: $border; }
QToolButton#Flat:checked, QToolButton#Filter:checked { background: $accent_soft; color: $link; }
QToolButton#Flat:focus, QToolButton#Filter:focus { border: 1px solid $accent; }
QToolButton#Flat:focus { padding: 3px; }
QToolButton#Filter:focus { padding: 3px 7px; }
QToolButton::menu-indicator { image: none; }

QPushButton { background: $surface; color: $text; border: 1px solid $border; border-radius: 7px; padding: 5px 14px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $border; }
QPushButton:disabled { color: $muted; background: $surface; }
QPushButton:focus { border-color: $accent; }
QFrame#Card QPushButton { background: $window; }
QFrame#Card QPushButton:hover { background: $hover; }
QFrame#Card QPushButton#Quiet { background: transparent; }
QPushButton#Primary, QFrame#Card QPushButton#Primary { background: $accent; color: $accent_text;
    border: 1px solid $accent; }
QPushButton#Primary:hover { border-color: $link; }
QPushButton#Primary:focus, QFrame#Card QPushButton#Primary:focus { border: 2px solid $link; padding: 4px 13px; }
QPushButton#Primary:disabled { background: $surface; color: $muted; border-color: $border; }
QPushButton#Quiet { background: transparent; border: 1px solid transparent; color: $link; padding: 4px 8px; }
QPushButton#Quiet:hover { background: $hover; }
QPushButton#Quiet:focus { border-color: $accent; }
QPushButton#NewsPill { background: $window; color: $link; border: 1px solid $popup_edge; border-radius: 14px;
    padding: 5px 14px 5px 10px; }
QPushButton#NewsPill:hover { background: $hover; }
QPushButton#NewsPill:focus { border-color: $accent; }
QPushButton#Danger { color: $danger; }

QLineEdit, QComboBox, QAbstractSpinBox { background: $surface; color: $text; border: 1px solid $border;
    border-radius: 6px; padding: 4px 8px; selection-background-color: $accent; selection-color: $accent_text;
    placeholder-text-color: $muted; }
QLineEdit#TagField { padding: 0 8px; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { border-color: $accent; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled { color: $muted; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 20px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url(icons:control-down.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $window; color: $text; border: 1px solid $popup_edge; padding: 4px;
    selection-background-color: $accent_soft; selection-color: $text; outline: none; }
QCheckBox::indicator, QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $muted;
    background: $window; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url(icons:control-check.svg); }
QRadioButton::indicator:checked { border: 4px solid $accent; width: 8px; height: 8px; }
QCheckBox:focus, QRadioButton:focus { color: $link; }

QMenu { background: $window; color: $text; border: 1px solid $popup_edge; border-radius: 8px; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 5px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $muted; background: transparent; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: 12px; height: 12px; padding-left: 8px; }
QMenu::indicator:checked { image: url(icons:control-chosen.svg); }

QTreeView { show-decoration-selected: 0; }
QTreeView::branch { background: transparent; }
QTreeView::branch:has-children:closed { image: url(icons:control-right.svg); }
QTreeView::branch:has-children:open { image: url(icons:control-down.svg); }
QTreeView, QListView { background: $window; color: $text; border: none; outline: none; }
QTreeView, QListWidget { border: 1px solid transparent; border-radius: 6px; }
QTreeView:focus, QListWidget:focus { border-color: $accent; }
QTreeView::item, QListWidget::item { padding: 4px; color: $text; }
QListWidget::item { border-radius: 6px; }
QTreeView::item { min-height: 24px; }
QTreeView::item:hover, QListWidget::item:hover { background: $hover; }
QTreeView::item:selected, QListWidget::item:selected { background: $accent_soft; color: $text; }
QHeaderView::section { background: $window; color: $muted; border: none; padding: 4px; }

QTabBar::tab { background: transparent; color: $muted; padding: 6px 14px; border-radius: 6px; margin: 4px 2px; }
QTabBar::tab:hover { background: $hover; }
QTabBar::tab:selected { background: $accent_soft; color: $text; }
QTabBar::tab:focus { border: 1px solid $accent; padding: 5px 13px; }
QTabWidget::pane { border: none; border-top: 1px solid $border; }
QTabWidget::tab-bar { alignment: left; }

QProgressBar { background: $hover; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $border; border-radius: 4px; margin: 1px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QSlider { background: transparent; }
QSlider:horizontal { min-height: 20px; }
QSlider::groove:horizontal { height: 4px; background: $hover; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal { background: $window; border: 1px solid $muted; width: 14px; height: 14px;
    margin: -6px 0; border-radius: 8px; }
QSlider::sub-page:horizontal:disabled { background: $hover; }
QSlider::handle:horizontal:disabled { background: $surface; border-color: $border; }
QSlider::handle:horizontal:focus { border: 2px solid $accent; width: 12px; height: 12px; }
QSplitter::handle { background: $border; }
QSplitter::handle:hover { background: $accent; }
""")


def style_sheet(chosen: Colours) -> str:
    """The whole style sheet in the given colours."""
    return _SHEET.substitute({name: getattr(chosen, name).name() for name in names()})
