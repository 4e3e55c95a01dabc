"""The settings: language and look, models, background work. Every change holds at once; there is no OK button."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from photosearch.settings import Settings
from photosearch.types.models import EncoderInfo, ModelSize
from photosearch.ui.desktop.tray import tray_is_possible
from photosearch.ui.look.on_screen import Dialog
from photosearch.ui.look.plain_text import plain_tip
from photosearch.ui.look.tab_order import order_as_laid_out
from photosearch.ui.look.theme import font, icon
from photosearch.ui.settings.about_page import AboutPage
from photosearch.ui.settings.model_list import ModelList
from photosearch.ui.settings.shortcuts_dialog import ShortcutsDialog
from photosearch.words.quantities import byte_size_text, days_text

_SIZE_PX = (680, 560)
_HINT_PX = 320
_CACHE_SIZES_BYTES = (1_000_000_000, 2_000_000_000, 4_000_000_000, 8_000_000_000, 16_000_000_000, 32_000_000_000)
_RECENT = "recent_half_life_days"
_HALF_LIVES_DAYS = (3650, 365, 30)
_MEMORY_SIZES_BYTES = (1_000_000_000, 2_000_000_000, 4_000_000_000, 8_000_000_000)


class SettingsDialog(Dialog):
    """Not modal; it receives values and says what the person changed."""

    setting_chosen = Signal(str, object)
    """The name of a field of ``Settings``, and its value."""
    install_requested = Signal(str)
    install_file_requested = Signal(str, object)
    install_cancelled = Signal(str)
    encoder_chosen = Signal(str)
    removal_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._combos: dict[str, QComboBox] = {}
        self._labels: dict[str, QLabel] = {}
        self._hints: dict[str, QLabel] = {}
        self.resize(*_SIZE_PX)
        self._build()
        self.retranslate()
        self.show_settings(Settings())

    def show_settings(self, settings: Settings) -> None:
        """Show these settings, saying nothing."""
        for name, combo in self._combos.items():
            combo.blockSignals(True)
            _select(combo, name, getattr(settings, name))
            combo.blockSignals(False)

    def set_encoders(self, encoders: Sequence[EncoderInfo]) -> None:
        """Show which encoders there are."""
        self._models.set_encoders(encoders)
        order_as_laid_out(self)

    def set_sizes(self, sizes: Sequence[ModelSize]) -> None:
        """Show what each model takes of the disk."""
        self._models.set_sizes(sizes)
        order_as_laid_out(self)

    def set_removing(self, name: str, is_removing: bool) -> None:
        """Show that a model is being removed, or that it could not be."""
        self._models.set_removing(name, is_removing)

    def set_install_begun(self, name: str, *, is_download: bool) -> None:
        """Show that the installation of ``name`` began: nothing has arrived yet."""
        self._models.set_begun(name, is_download=is_download)

    def set_install_progress(self, name: str, done: int, total: int | None) -> None:
        """Show how far the installation of ``name`` is, in bytes; ``total`` None or negative: not known."""
        self._models.set_progress(name, done, total if total is not None and total > 0 else None)

    def set_install_finished(self, name: str, error_text: str) -> None:
        """Show that an installation ended; an empty ``error_text`` means well."""
        self._models.set_finished(name, error_text)

    def show_models(self) -> None:
        """Open at the models."""
        self._tabs.setCurrentIndex(1)
        self.show()
        self.raise_()
        self.activateWindow()

    def retranslate(self) -> None:
        """Ask for every text again."""
        self.setWindowTitle(self.tr("Settings"))
        self._tabs.setAccessibleName(self.windowTitle())
        for position, text in enumerate(self._tab_texts()):
            self._tabs.setTabText(position, text)
        self._close.setText(self.tr("Close"))
        self._close.setToolTip(self.tr("Close (Esc)"))
        self._keys.setText(self.tr("Keyboard shortcuts"))
        self._keys.setToolTip(self.tr("All keys, and what they do (F1)"))
        for name, text in self._hint_texts().items():
            self._hints[name].setText(text)
        self._models_intro.setText(
            self.tr("A model looks at each photo once and remembers what is in it. Nothing ever leaves this computer.")
        )
        self._privacy.setText(
            self.tr("photosearch goes online only when you download a model, or have it fetch a picture.")
        )
        for name, text in self._label_texts().items():
            self._labels[name].setText(text)
            self._combos[name].setAccessibleName(text)
        recent_tip = self.tr(
            "In a search, a photo that is one half-life older than another counts as if it stood twice as far down. "
            "Photos that fit less well stay behind those that fit."
        )
        self._labels[_RECENT].setToolTip(plain_tip(recent_tip))
        self._combos[_RECENT].setToolTip(plain_tip(recent_tip))
        self._fill_combos()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _build(self) -> None:
        self._tabs = QTabWidget()
        self._tabs.tabBar().setDrawBase(False)
        self._privacy, self._models_intro = _muted(), _muted()
        self._tabs.addTab(
            self._page(
                ("language", "theme", "motion", _RECENT, "no_media", "login_start", "keep_running"), self._privacy
            ),
            icon("appearance"),
            "",
        )
        self._tabs.addTab(self._models_page(), icon("model"), "")
        background = (
            "background_work",
            "cpu_share_percent",
            "decode_workers",
            "decode_memory_bytes",
            "thumbnail_cache_bytes",
        )
        self._tabs.addTab(self._page(background, None), icon("speed"), "")
        self._tabs.addTab(_scrolled(AboutPage()), icon("info"), "")
        self._close, self._keys = QPushButton(), QPushButton()
        self._keys.setObjectName("Quiet")
        self._keys.setAutoDefault(False)
        self._keys.clicked.connect(self._show_keys)
        self._close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addWidget(self._keys)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 12, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self._tabs, 1)
        layout.addLayout(buttons)

    def _page(self, names: tuple[str, ...], footer: QLabel | None) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(4, 20, 4, 4)
        column.setSpacing(16)
        column.addLayout(self._form(names))
        if footer is not None:
            column.addWidget(footer)
        column.addStretch(1)
        return _scrolled(page)

    def _models_page(self) -> QWidget:
        self._models = ModelList()
        self._models.encoder_chosen.connect(self.encoder_chosen)
        self._models.install_requested.connect(self.install_requested)
        self._models.install_file_requested.connect(self.install_file_requested)
        self._models.install_cancelled.connect(self.install_cancelled)
        self._models.removal_requested.connect(self.removal_requested)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(4, 16, 4, 4)
        column.setSpacing(16)
        column.addWidget(self._models_intro)
        column.addWidget(self._models)
        column.addLayout(self._form(("device", "download_source")))
        column.addStretch(1)
        return _scrolled(content)

    def _form(self, names: tuple[str, ...]) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        for name in names:
            combo, label = QComboBox(), QLabel()
            combo.setMinimumWidth(240)
            combo.currentIndexChanged.connect(partial(self._on_changed, name))
            label.setBuddy(combo)
            self._combos[name], self._labels[name] = combo, label
            form.addRow(label, combo)
            if name in self._hint_texts():
                self._hints[name] = hint = _muted()
                hint.setFont(font("small"))
                hint.setMinimumWidth(_HINT_PX)
                form.addRow("", hint)
        return form

    def _fill_combos(self) -> None:
        for name, choices in self._choices().items():
            combo = self._combos[name]
            combo.blockSignals(True)
            shown = combo.currentData()
            combo.clear()
            for value, text in choices:
                combo.addItem(text, value)
            if shown is not None:
                _select(combo, name, shown)
            combo.blockSignals(False)

    def _tab_texts(self) -> tuple[str, ...]:
        return self.tr("General"), self.tr("Models"), self.tr("Adding photos"), self.tr("About")

    def _hint_texts(self) -> dict[str, str]:
        """What the name of a setting does not say."""
        return {
            "login_start": self.tr("It opens minimized, and adds new photos while you do other things."),
            "keep_running": self.tr("It watches your folders until you quit it from its icon in the tray.")
            if tray_is_possible()
            else self.tr("Not possible here: this desktop shows no tray icons; closing the window ends photosearch."),
            "background_work": self.tr("While photosearch runs. Searching comes first at any time."),
            "cpu_share_percent": self.tr("Less is cooler and quieter, and takes longer."),
            "decode_workers": self.tr("More is faster and takes more memory. Automatic suits nearly everybody."),
            "decode_memory_bytes": self.tr("Pictures that need more are listed among the problem files."),
            "thumbnail_cache_bytes": self.tr("When it is full, the oldest thumbnails are made again when needed."),
        }

    def _label_texts(self) -> dict[str, str]:
        return {
            "language": self.tr("Language"),
            "theme": self.tr("Appearance"),
            "motion": self.tr("Animations"),
            _RECENT: self.tr("Prefer recent photos"),
            "no_media": self.tr("Folders with .nomedia"),
            "login_start": self.tr("Start at login"),
            "keep_running": self.tr("When the window is closed"),
            "device": self.tr("Chinese-CLIP runs on"),
            "download_source": self.tr("Download from"),
            "background_work": self.tr("Add photos"),
            "cpu_share_percent": self.tr("Processor time to use"),
            "decode_workers": self.tr("Photos read at once"),
            "decode_memory_bytes": self.tr("Memory for each photo reader"),
            "thumbnail_cache_bytes": self.tr("Thumbnail cache"),
        }

    def _choices(self) -> dict[str, tuple[tuple[object, str], ...]]:
        system = self.tr("System default")
        automatic = self.tr("Automatic")
        return {
            "language": (("system", system), ("zh", "简体中文"), ("en", "English")),
            "theme": (("system", system), ("light", self.tr("Light")), ("dark", self.tr("Dark"))),
            _RECENT: (
                (0, self.tr("No, by relevance alone")),
                (_HALF_LIVES_DAYS[0], self.tr("A little (half-life 10 years)")),
                (_HALF_LIVES_DAYS[1], self.tr("Clearly (half-life 1 year)")),
                (_HALF_LIVES_DAYS[2], self.tr("Strongly (half-life 1 month)")),
            ),
            "motion": (("system", system), ("on", self.tr("On")), ("off", self.tr("Off"))),
            "no_media": (("skip", self.tr("Leave out, as galleries do")), ("show", self.tr("Show"))),
            "login_start": (("off", self.tr("No")), ("on", self.tr("Yes"))),
            "keep_running": (("off", self.tr("End photosearch")), ("on", self.tr("Keep running in the background"))),
            "device": (
                ("auto", automatic),
                ("cpu", self.tr("Processor")),
                ("cuda", self.tr("NVIDIA graphics card")),
                ("xpu", self.tr("Intel graphics card")),
                ("mps", self.tr("Apple graphics")),
            ),
            "download_source": (
                ("auto", automatic),
                ("huggingface", "Hugging Face"),
                ("hf-mirror", "hf-mirror.com"),
                ("modelscope", "ModelScope"),
                ("aliyun", "Alibaba Cloud"),
            ),
            "background_work": (
                ("auto", self.tr("When the computer has time")),
                ("always", self.tr("Always")),
                ("mains", self.tr("Only on mains power")),
                ("paused", self.tr("Not now")),
            ),
            "cpu_share_percent": ((100, self.tr("All of it")), *((share, f"{share}%") for share in (75, 50, 25))),
            "decode_workers": ((0, automatic), *((count, str(count)) for count in (1, 2, 4, 8))),
            "decode_memory_bytes": tuple((size, byte_size_text(size)) for size in _MEMORY_SIZES_BYTES),
            "thumbnail_cache_bytes": tuple((size, byte_size_text(size)) for size in _CACHE_SIZES_BYTES),
        }

    def _show_keys(self) -> None:
        keys = ShortcutsDialog(self)
        keys.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        keys.show()

    def _on_changed(self, name: str, _index: int) -> None:
        value = self._combos[name].currentData()
        if value is not None:
            self.setting_chosen.emit(name, value)


def _select(combo: QComboBox, name: str, value: object) -> None:
    """Show ``value``; one that is not offered (set by hand in the file) is added as it is."""
    position = combo.findData(value)
    if position < 0:
        combo.addItem(_as_set(name, value), value)
        position = combo.count() - 1
    combo.setCurrentIndex(position)


def _as_set(name: str, value: object) -> str:
    if isinstance(value, int) and name == _RECENT:
        return days_text(value)
    is_size = isinstance(value, int) and value >= _MEMORY_SIZES_BYTES[0]
    return byte_size_text(value) if is_size and isinstance(value, int) else str(value)


def _muted() -> QLabel:
    label = QLabel()
    label.setObjectName("Muted")
    label.setWordWrap(True)
    return label


def _scrolled(page: QWidget) -> QScrollArea:
    """Where the screen is lower than the page."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(page)
    return area
