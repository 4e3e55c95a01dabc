"""How far an export is, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QProgressBar, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from photosearch.types.exporting import ExportOutcome, ExportPlan, ExportProgress, NotExported
from photosearch.ui.look.plain_text import plain_tip
from photosearch.ui.look.wrapping_label import WrappingLabel
from photosearch.words.exporting import failed_text, not_exported_text, outcome_lines, warning_lines
from photosearch.words.failures import error_sentence
from photosearch.words.spoken import number

_MOST_LISTED: Final = 1000
_LIST_PX: Final = 120


class ExportResult(QWidget):
    """Says one thing at a time: what to know before, how far it is, or what came of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.outcome: ExportOutcome | None = None
        """What is told, if anything came of one."""
        self._text = WrappingLabel(is_selectable=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._failed = QTreeWidget()
        self._failed.setColumnCount(2)
        self._failed.setHeaderHidden(True)
        self._failed.setRootIsDecorated(False)
        self._failed.setUniformRowHeights(True)
        self._failed.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._failed.setFixedHeight(_LIST_PX)
        self._failed.setColumnWidth(0, 200)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self._bar, self._text, self._failed):
            column.addWidget(part)
        self.retranslate()
        self.clear()

    @property
    def text(self) -> str:
        """What is said."""
        return self._text.text()

    def clear(self) -> None:
        """Say nothing."""
        self.outcome = None
        self._say("")

    def show_plan(self, plan: ExportPlan) -> None:
        """What to know before it begins."""
        self.outcome = None
        self._say("\n".join(warning_lines(plan)), plan.away)

    def show_error(self, error: BaseException) -> None:
        """Why it cannot be begun."""
        self.outcome = None
        self._say(error_sentence(error))

    def show_progress(self, progress: ExportProgress) -> None:
        """How far it is."""
        self.outcome = None
        done, total = number(progress.done), number(progress.total)
        said = self.tr("{done} of {total}").format(done=done, total=total)
        self._say(f"{said} · {progress.name}" if progress.name else said)
        self._bar.setRange(0, max(1, progress.total))
        self._bar.setValue(progress.done)
        self._bar.setVisible(True)

    def show_outcome(self, outcome: ExportOutcome) -> None:
        """What came of it."""
        self._say("\n".join(outcome_lines(outcome)), outcome.failed)
        self.outcome = outcome

    def retranslate(self) -> None:
        """Ask for every text again."""
        self._bar.setAccessibleName(self.tr("How far the export is"))
        self._failed.setAccessibleName(self.tr("Photos that could not be exported"))
        if self.outcome is not None:
            self.show_outcome(self.outcome)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _say(self, text: str, failed: Sequence[NotExported] = ()) -> None:
        lines = [text, failed_text(len(failed)) if failed else ""]
        self._text.setText("\n".join(filter(None, lines)))
        self._text.setVisible(bool(self._text.text()))
        self._bar.setVisible(False)
        self._failed.clear()
        self._failed.addTopLevelItems([_row(one) for one in failed[:_MOST_LISTED]])
        self._failed.setVisible(bool(failed))


def _row(failed: NotExported) -> QTreeWidgetItem:
    why = not_exported_text(failed)
    row = QTreeWidgetItem([failed.path.name, why])
    row.setToolTip(0, plain_tip(str(failed.path)))
    row.setToolTip(1, plain_tip(why))
    return row
