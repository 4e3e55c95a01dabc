"""The bar above the photo that fills the screen: the way out, which photo it is, and all that can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from photosearch.ui.look.elided_label import ElidedLabel
from photosearch.ui.look.plain_text import plain_label, plain_tip, readable
from photosearch.ui.look.theme import font, icon_on_picture
from photosearch.words.spoken import number

_HEIGHT_PX = 48
_ICON_PX = 20


class ViewerBar(QWidget):
    """Only lays out and names. Every button says its key."""

    leave_clicked = Signal()
    zoom_out_clicked = Signal()
    zoom_in_clicked = Signal()
    actual_size_clicked = Signal()
    whole_clicked = Signal()
    turn_left_clicked = Signal()
    turn_right_clicked = Signal()
    slideshow_clicked = Signal()
    similar_clicked = Signal()
    copy_clicked = Signal()
    info_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ViewerBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(_HEIGHT_PX)
        self._name, self._row, self._count, self._percent = "", -1, 0, 0
        self._title = ElidedLabel()
        self._title.setObjectName("OnDark")
        self._leave = self._button("previous", self.leave_clicked)
        self._leave.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._zoom_out = self._button("zoom-out", self.zoom_out_clicked)
        self._figure = plain_label()
        self._figure.setObjectName("OnDark")
        self._figure.setFont(font("small"))
        self._figure.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._figure.setFixedWidth(self._figure.fontMetrics().horizontalAdvance("1,000%") + 4)
        self._zoom_in = self._button("zoom-in", self.zoom_in_clicked)
        self._actual_size = self._button("actual-size", self.actual_size_clicked)
        self._whole = self._button("fit", self.whole_clicked)
        self._turn_left = self._button("rotate-left", self.turn_left_clicked)
        self._turn_right = self._button("rotate-right", self.turn_right_clicked)
        self._slideshow = self._button("play", self.slideshow_clicked)
        self._similar = self._button("similar", self.similar_clicked)
        self._copy = self._button("copy", self.copy_clicked)
        self._info = self._button("info", self.info_clicked)
        self._info.setCheckable(True)
        self._is_running = False
        self._lay_out()
        self.retranslate()

    def show_photo(self, name: str, row: int, count: int) -> None:
        """Which photo it is: the hit in ``row`` of ``count``."""
        self._name, self._row, self._count = name, row, count
        self._tell()

    def show_zoom(self, percent: int) -> None:
        """How large it is, by the pixels of the screen."""
        self._percent = percent
        self._tell()

    def show_slideshow(self, is_running: bool) -> None:
        """Whether it goes on by itself."""
        self._is_running = is_running
        self._slideshow.setIcon(icon_on_picture("pause" if is_running else "play"))
        self.retranslate()

    def show_info(self, is_shown: bool) -> None:
        """Whether the details are shown."""
        self._info.setChecked(is_shown)

    def set_copyable(self, can_copy: bool) -> None:
        """Whether there is a file to copy."""
        self._copy.setEnabled(can_copy)

    def retranslate(self) -> None:
        """Set the words in the language of the window."""
        self._leave.setText(self.tr("Back"))
        for button, name, keys in (
            (self._leave, self.tr("Back to the photos"), "Esc"),
            (self._zoom_out, self.tr("Smaller"), "-"),
            (self._zoom_in, self.tr("Larger"), "+"),
            (self._actual_size, self.tr("Actual size"), "1"),
            (self._whole, self.tr("Whole photo"), "0"),
            (self._turn_left, self.tr("Turn left"), "Shift+R"),
            (self._turn_right, self.tr("Turn right"), "R"),
            (self._slideshow, self.tr("Stop the slideshow") if self._is_running else self.tr("Slideshow"), "F5"),
            (self._similar, self.tr("Find similar"), "S"),
            (self._copy, self.tr("Copy"), "Ctrl+C"),
            (self._info, self.tr("Details"), "I"),
        ):
            button.setAccessibleName(name)
            button.setToolTip(self.tr("{what} ({keys})").format(what=name, keys=keys))
        self._tell()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _tell(self) -> None:
        name = readable(self._name)
        title = place_text(name, self._row, self._count) if self._row >= 0 else ""
        self._title.setText(title)
        self._title.keep_end(title.removeprefix(name), f"{number(self._row + 1)}/{number(self._count)}")
        self._title.setToolTip(plain_tip(title))
        self._figure.setText(self.tr("{percent}%").format(percent=number(self._percent)) if self._percent else "")
        named = self.tr("Zoom: {percent}%").format(percent=number(self._percent))
        self._figure.setAccessibleName(named)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(2)
        row.addWidget(self._leave)
        row.addWidget(_gap())
        row.addWidget(self._title, 1)
        groups = (
            (self._zoom_out, self._figure, self._zoom_in, self._actual_size, self._whole),
            (self._turn_left, self._turn_right, self._slideshow),
            (self._similar, self._copy, self._info),
        )
        for group in groups:
            row.addWidget(_gap())
            for button in group:
                row.addWidget(button)

    def _button(self, icon_name: str, clicked: SignalInstance) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("OnDark")
        button.setIcon(icon_on_picture(icon_name))
        button.setIconSize(QSize(_ICON_PX, _ICON_PX))
        button.clicked.connect(clicked)
        return button


def place_text(name: str, row: int, count: int) -> str:
    """What is said of the hit in ``row``; names are not marks, even where they look like one."""
    text = QCoreApplication.translate("Viewer", "%1 · %2 of %3")
    before, after = text.split("%1", 1)
    for mark, value in (("%2", number(row + 1)), ("%3", number(count))):
        before, after = before.replace(mark, value), after.replace(mark, value)
    return f"{before}{name}{after}"


def _gap() -> QWidget:
    gap = QFrame()
    gap.setFixedWidth(8)
    gap.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
    return gap
