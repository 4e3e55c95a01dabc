"""The compiled catalogue read without Qt says what Qt reads in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

from photosearch.resources import resource
from photosearch.words.catalogue import read_catalogue


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_message_reads_as_qt_reads_it(language: str) -> None:
    path = resource("translations", f"photosearch_{language}.qm")
    translator = QTranslator()
    assert translator.load(str(path))
    messages = read_catalogue(path)
    assert len(messages) > {"zh": 300, "en": 5}[language]
    for (context, source, comment), forms in messages.items():
        for form, count in zip(forms, (1, 2) if len(forms) > 1 else (7,), strict=True):
            assert translator.translate(context, source, comment, count) == form, source


def test_what_is_no_catalogue_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "photosearch_zh.qm"
    path.write_bytes(b"something else")
    with pytest.raises(ValueError, match="no compiled catalogue"):
        read_catalogue(path)


def test_one_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    whole = resource("translations", "photosearch_zh.qm").read_bytes()
    path = tmp_path / "photosearch_zh.qm"
    path.write_bytes(whole[: 16 + 5 + 5 + 2])
    with pytest.raises(ValueError, match="damaged"):
        read_catalogue(path)
