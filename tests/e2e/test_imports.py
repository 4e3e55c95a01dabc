"""What a start imports: a person waits for it, so that nothing comes along that is of no use to what was asked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.program import Program

LIBRARY = {"sqlalchemy", "numpy", "faiss", "onnxruntime", "PIL", "watchdog", "photosearch.engine.engine"}
UNDERSTANDING = {"photosearch.search.understanding.understand", "photosearch.search.understanding.dates.recogniser"}
WINDOW = {"PySide6", "shiboken6", "photosearch.app"}
MODELS = {"torch", "cn_clip", "openvino", "onnx"}
DIALOGS = {
    "photosearch.ui.settings.settings_dialog",
    "photosearch.ui.settings.shortcuts_dialog",
    "photosearch.ui.export.export_dialog",
    "photosearch.ui.library.library_dialog",
    "photosearch.ui.library.problems_dialog",
    "photosearch.ui.desktop.login_start",
}
COMMAND = """
import sys
from photosearch.__main__ import main

try:
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""
AT_FIRST_PAINT = """
import os, sys
from photosearch import app

class Painted(app.Desktop):
    def open(self):
        assert not self.window.grab().isNull()
        print(*sys.modules, flush=True)
        os._exit(0)

app.Desktop = Painted
app.run(app.AppArguments())
"""


def imported(program: Program, *arguments: str) -> set[str]:
    """The modules that this command imports."""
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, *arguments],
        env=program.environment(),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return set(done.stderr.split())


def printed(program: Program, code: str) -> list[str]:
    """The words that ``code`` prints in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=program.environment(),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=120,
    )
    return done.stdout.split()


def test_what_needs_no_library_imports_none(tmp_path: Path) -> None:
    program = Program(tmp_path)
    for arguments in (("--version",), ("--help",), ("search", "--help")):
        assert not imported(program, *arguments) & (LIBRARY | UNDERSTANDING | WINDOW | MODELS)


def test_only_the_command_that_is_given_is_imported(tmp_path: Path) -> None:
    modules = imported(Program(tmp_path), "marks", "--help")
    assert "photosearch.cli.marks" in modules
    assert not modules & {f"photosearch.cli.{name}" for name in ("export", "search", "model", "info", "doctor", "add")}


def test_a_list_of_problems_imports_neither_index_nor_encoder_nor_what_understands_sentences(tmp_path: Path) -> None:
    modules = imported(Program(tmp_path), "problems")
    assert "sqlalchemy" in modules
    heavy = {"faiss", "onnxruntime", "watchdog", "tqdm", "photosearch.decode.worker", "photosearch.exporting.exporter"}
    assert not modules & (heavy | UNDERSTANDING | WINDOW | MODELS)


def test_the_window_is_on_screen_before_library_dialogs_and_sentences_are_imported(tmp_path: Path) -> None:
    modules = set(printed(Program(tmp_path), AT_FIRST_PAINT))
    assert "photosearch.ui.window.main_window" in modules
    wanted_later = (LIBRARY - {"numpy"}) | UNDERSTANDING | MODELS | DIALOGS
    assert not modules & {*wanted_later, "pathspec", "photosearch.gazetteer.gazetteer"}


def test_the_source_of_what_the_window_imports_is_not_read(tmp_path: Path) -> None:
    """PySide6 does that for every module that is imported after it, of the engine's and its libraries' a thousand."""
    code = "import linecache, photosearch.ui, wave; print(any('wave' in path for path in linecache.cache))"
    assert printed(Program(tmp_path), code) == ["False"]
