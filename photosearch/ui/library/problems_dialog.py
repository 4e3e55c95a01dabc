"""The files that could not be used, grouped by why, with what can be done about each group."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from photosearch.types.files import Problem, ProblemReason
from photosearch.ui.look.on_screen import Dialog
from photosearch.ui.look.plain_text import plain_label, plain_tip
from photosearch.ui.look.theme import font
from photosearch.words.details import detail_text
from photosearch.words.problems import is_told_apart, problem_text
from photosearch.words.quantities import problem_count_text
from photosearch.words.spoken import number

_SIZE_PX = (680, 520)
_PROBLEM_ROLE = Qt.ItemDataRole.UserRole
_REASON_ROLE = Qt.ItemDataRole.UserRole + 1


class ProblemsDialog(Dialog):
    """Not modal. The chosen rows decide what "try again" means: some, or with none chosen all."""

    show_in_folder_requested = Signal(object)
    retry_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problems: tuple[Problem, ...] = ()
        self.resize(*_SIZE_PX)
        self._build()
        self.retranslate()

    def set_problems(self, problems: Sequence[Problem]) -> None:
        """Show these problems; what was chosen stays chosen where it is still there."""
        if tuple(problems) != self._problems:
            self._problems = tuple(problems)
            self._fill()

    def retranslate(self) -> None:
        """Ask for every text again."""
        self.setWindowTitle(self.tr("Problem files"))
        self._tree.setAccessibleName(self.tr("Problem files by reason"))
        self._show.setText(self.tr("Show in file manager"))
        self._show.setToolTip(self.tr("Show the chosen file in its folder"))
        self._close.setText(self.tr("Close"))
        self._close.setToolTip(self.tr("Close (Esc)"))
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _build(self) -> None:
        self._summary = QLabel()
        self._tree = QTreeWidget()
        self._tree.setColumnCount(2)
        self._tree.setHeaderHidden(True)
        self._tree.setUniformRowHeights(True)
        self._tree.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        self._tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._tree.itemSelectionChanged.connect(self._show_choice)
        self._tree.itemActivated.connect(self._on_show)
        self._tree.setColumnWidth(0, 280)
        self._show, self._retry, self._close = QPushButton(), QPushButton(), QPushButton()
        for button in (self._show, self._retry, self._close):
            button.setAutoDefault(False)
        self._show.clicked.connect(self._on_show)
        self._retry.clicked.connect(self._on_retry)
        self._close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        for button in (self._retry, self._show):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self._summary)
        layout.addWidget(self._tree, 1)
        layout.addWidget(self._advice_card())
        layout.addLayout(buttons)

    def _advice_card(self) -> QFrame:
        card = QFrame()
        card.setObjectName("Card")
        self._what, self._advice, self._detail = plain_label(), plain_label(), plain_label()
        self._advice.setObjectName("Muted")
        self._detail.setObjectName("Muted")
        self._detail.setFont(font("small"))
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        for label in (self._what, self._advice, self._detail):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        self._card = card
        return card

    def _fill(self) -> None:
        chosen = {problem.path for problem in self._chosen()}
        self._tree.clear()
        by_reason: dict[ProblemReason, list[Problem]] = {}
        for problem in self._problems:
            by_reason.setdefault(problem.reason, []).append(problem)
        for reason, problems in sorted(by_reason.items(), key=_by_size):
            group = QTreeWidgetItem([f"{problem_text(reason).what}   {number(len(problems))}"])
            group.setFont(0, self._group_font())
            group.setData(0, _REASON_ROLE, reason)
            # A screen reader goes through cells: the one that the title covers says the same.
            group.setData(1, Qt.ItemDataRole.AccessibleTextRole, group.text(0))
            rows = [_row(problem) for problem in problems]
            group.addChildren(rows)
            self._tree.addTopLevelItem(group)
            group.setFirstColumnSpanned(True)
            group.setExpanded(True)
            for row, problem in zip(rows, problems, strict=True):
                row.setSelected(problem.path in chosen)
        self._show_choice()

    def _group_font(self) -> QFont:
        bold = QFont(self._tree.font())
        bold.setWeight(QFont.Weight.DemiBold)
        return bold

    def _show_choice(self) -> None:
        chosen = self._chosen()
        count = len(self._problems)
        self._summary.setText(problem_count_text(count) if count else self.tr("Every file could be used."))
        self._retry.setText(self.tr("Try again") if chosen else self.tr("Try all again"))
        self._retry.setToolTip(self.tr("Read the files again"))
        self._retry.setEnabled(count > 0)
        self._show.setEnabled(len(chosen) == 1)
        reasons = {problem.reason for problem in chosen} | self._chosen_groups()
        self._card.setVisible(len(reasons) == 1)
        if len(reasons) == 1:
            only = chosen[0] if len(chosen) == 1 else None
            text = problem_text(next(iter(reasons)), only.detail if only else "")
            self._what.setText(text.what)
            self._advice.setText(text.advice)
        detail = _detail(chosen[0]) if len(chosen) == 1 else ""
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))

    def _chosen(self) -> tuple[Problem, ...]:
        found = (item.data(0, _PROBLEM_ROLE) for item in self._tree.selectedItems())
        return tuple(problem for problem in found if isinstance(problem, Problem))

    def _chosen_groups(self) -> set[ProblemReason]:
        found = (item.data(0, _REASON_ROLE) for item in self._tree.selectedItems())
        return {ProblemReason(reason) for reason in found if reason is not None}

    def _on_show(self) -> None:
        chosen = self._chosen()
        if len(chosen) == 1:
            self.show_in_folder_requested.emit(chosen[0].path)

    def _on_retry(self) -> None:
        groups = self._chosen_groups()
        wanted = self._chosen() + tuple(problem for problem in self._problems if problem.reason in groups)
        self.retry_requested.emit(tuple(dict.fromkeys(wanted)) or self._problems)


def _by_size(entry: tuple[ProblemReason, list[Problem]]) -> int:
    return -len(entry[1])


def _detail(problem: Problem) -> str:
    """Where the file is, and what the decoder found where that says more than the reason."""
    is_said = is_told_apart(problem.reason, problem.detail)
    return f"{problem.path}\n{'' if is_said else detail_text(problem.detail)}".strip()


def _row(problem: Problem) -> QTreeWidgetItem:
    path: Path = problem.path
    item = QTreeWidgetItem([path.name, str(path.parent)])
    item.setToolTip(0, plain_tip(str(path)))
    item.setToolTip(1, plain_tip(str(path)))
    item.setData(0, _PROBLEM_ROLE, problem)
    return item
