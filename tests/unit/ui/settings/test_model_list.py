"""Models: used, downloaded, installed from a file, cancelled."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QFrame, QLabel, QProgressBar
from pytestqt.qtbot import QtBot

from photosearch.types.ids import EncoderId
from photosearch.types.models import EncoderInfo, ModelSize
from photosearch.ui.look.translation import Translation
from photosearch.ui.settings.model_list import ModelList

STARTER = EncoderInfo("starter", EncoderId("s"), 256, is_installed=True, is_active=True)
LARGE = EncoderInfo("ViT-L-14", None, 768, is_installed=True)
MISSING = EncoderInfo("ViT-B-16", None, 512, is_installed=False, download_bytes=753_000_000)


@pytest.fixture
def models(qtbot: QtBot) -> ModelList:
    made = ModelList()
    qtbot.addWidget(made)
    made.set_encoders((STARTER, LARGE, MISSING))
    made.show()
    return made


def card(models: ModelList, start: str) -> QFrame:
    QApplication.processEvents()
    return next(
        frame
        for frame in models.findChildren(QFrame)
        if frame.objectName() == "Card" and any(text.startswith(start) for text in texts(frame))
    )


def texts(frame: QFrame) -> list[str]:
    return [label.text() for label in frame.findChildren(QLabel) if label.isVisible()]


def buttons(frame: QFrame) -> list[str]:
    return [button.text() for button in frame.findChildren(QAbstractButton) if button.isVisible()]


def press(qtbot: QtBot, frame: QFrame, text: str) -> None:
    button = next(b for b in frame.findChildren(QAbstractButton) if b.text() == text)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_each_card_offers_what_can_be_done(models: ModelList) -> None:
    assert buttons(card(models, "Starter model · in use")) == []
    assert buttons(card(models, "Chinese-CLIP ViT-L/14")) == ["Use"]
    assert set(buttons(card(models, "Chinese-CLIP ViT-B/16"))) == {"Download", "From a file…"}
    assert any("753 MB" in text for text in texts(card(models, "Chinese-CLIP ViT-B/16")))


def test_how_large_a_download_is_stands_in_brackets_of_the_language(
    models: ModelList, translation: Translation
) -> None:
    assert "Recommended: understands far more, still quick. (753 MB)" in texts(card(models, "Chinese-CLIP ViT-B/16"))
    translation.use("zh")
    assert "推荐：理解力强得多，速度依然很快。（753 MB）" in texts(card(models, "Chinese-CLIP ViT-B/16"))


def test_a_model_can_be_used_downloaded_and_cancelled(qtbot: QtBot, models: ModelList) -> None:
    with qtbot.waitSignal(models.encoder_chosen) as said:
        press(qtbot, card(models, "Chinese-CLIP ViT-L/14"), "Use")
    assert said.args == ["ViT-L-14"]
    with qtbot.waitSignal(models.install_requested) as said:
        press(qtbot, card(models, "Chinese-CLIP ViT-B/16"), "Download")
    assert said.args == ["ViT-B-16"]
    models.set_progress("ViT-B-16", 0, None)
    with qtbot.waitSignal(models.install_cancelled) as said:
        press(qtbot, card(models, "Chinese-CLIP ViT-B/16"), "Cancel")
    assert said.args == ["ViT-B-16"]


def test_progress_is_shown_in_place_of_the_buttons(models: ModelList) -> None:
    models.set_progress("ViT-B-16", 120_000_000, 753_000_000)
    running = card(models, "Chinese-CLIP ViT-B/16")
    assert buttons(running) == ["Cancel"]
    assert "120 MB / 753 MB" in texts(running)
    bar = running.findChildren(QProgressBar)[0]
    assert bar.value() / bar.maximum() == pytest.approx(120 / 753, abs=0.001)


def test_progress_survives_a_new_list(models: ModelList) -> None:
    models.set_progress("ViT-B-16", 1, 2)
    models.set_encoders((STARTER, LARGE, MISSING))
    assert buttons(card(models, "Chinese-CLIP ViT-B/16")) == ["Cancel"]


def test_a_failure_says_why_and_offers_it_again(models: ModelList) -> None:
    models.set_progress("ViT-B-16", 1, 2)
    models.set_finished("ViT-B-16", "No source could be reached.")
    failed = card(models, "Chinese-CLIP ViT-B/16")
    assert "No source could be reached." in texts(failed)
    assert "Download" in buttons(failed)


def test_a_new_attempt_says_at_once_that_it_connects_and_the_old_error_is_gone(models: ModelList) -> None:
    models.set_finished("ViT-B-16", "No source could be reached.")
    models.set_begun("ViT-B-16", is_download=True)
    begun = card(models, "Chinese-CLIP ViT-B/16")
    assert "Connecting…" in texts(begun)
    assert "No source could be reached." not in texts(begun)
    assert buttons(begun) == ["Cancel"]
    models.set_begun("ViT-B-16", is_download=False)
    assert "Reading the file…" in texts(begun)


def test_a_success_leaves_no_trace(models: ModelList) -> None:
    models.set_progress("ViT-B-16", 1, 2)
    models.set_finished("ViT-B-16", "")
    assert not card(models, "Chinese-CLIP ViT-B/16").findChildren(QProgressBar)[0].isVisible()


def test_weights_can_come_from_a_file(qtbot: QtBot, models: ModelList) -> None:
    press(qtbot, card(models, "Chinese-CLIP ViT-B/16"), "From a file…")
    dialog = models.findChildren(QFileDialog)[0]
    with qtbot.waitSignal(models.install_file_requested) as said:
        dialog.fileSelected.emit("/tmp/clip_cn_vit-b-16.pt")
    assert said.args == ["ViT-B-16", Path("/tmp/clip_cn_vit-b-16.pt")]
    dialog.reject()


def test_models_that_left_are_no_longer_shown(models: ModelList) -> None:
    models.set_encoders((STARTER,))
    QApplication.processEvents()
    visible = [f for f in models.findChildren(QFrame) if f.objectName() == "Card" and f.isVisible()]
    assert len(visible) == 1


def test_buttons_name_their_model(models: ModelList) -> None:
    for button in card(models, "Chinese-CLIP ViT-B/16").findChildren(QAbstractButton):
        assert "ViT-B/16" in button.accessibleName()


def test_it_changes_its_language(qtbot: QtBot, models: ModelList, translation: Translation) -> None:
    translation.use("zh")
    qtbot.waitUntil(lambda: buttons(card(models, "Chinese-CLIP ViT-L/14")) == ["使用"])


def size_of(encoder: EncoderInfo, weights: int, embeddings: int, *, bundled: int = 0) -> ModelSize:
    return ModelSize(
        encoder.name,
        encoder.encoder_id,
        weights,
        embeddings,
        embeddings,
        is_installed=encoder.is_installed,
        is_active=encoder.is_active,
        bundled_bytes=bundled,
    )


def test_each_card_says_what_the_model_takes(models: ModelList) -> None:
    models.set_sizes((size_of(STARTER, 22_000_000, 154_000), size_of(LARGE, 900_000_000, 0)))
    starter = next(text for text in texts(card(models, "Starter")) if text.startswith("Takes"))
    assert starter == "Takes 22.3 MB: weights 22.0 MB, embeddings 154.0 kB, index 154.0 kB"
    assert any("weights 900 MB" in text for text in texts(card(models, "Chinese-CLIP ViT-L/14")))
    assert not any("weights" in text for text in texts(card(models, "Chinese-CLIP ViT-B/16")))


def test_a_model_that_is_not_in_use_can_be_removed(qtbot: QtBot, models: ModelList) -> None:
    large = size_of(replace(LARGE, download_bytes=1), 900_000_000, 0)
    models.set_encoders((STARTER, replace(LARGE, download_bytes=1), MISSING))
    models.set_sizes((size_of(STARTER, 22_000_000, 154_000), large))
    assert buttons(card(models, "Starter model · in use")) == []
    with qtbot.waitSignal(models.removal_requested) as said:
        press(qtbot, card(models, "Chinese-CLIP ViT-L/14"), "Remove model…")
    assert said.args == [large]
    models.set_removing("ViT-L-14", True)
    remove = next(b for b in models.findChildren(QAbstractButton) if b.text() == "Remove model…" and b.isVisible())
    assert not remove.isEnabled()
    models.set_sizes((size_of(STARTER, 22_000_000, 154_000),))
    assert buttons(card(models, "Chinese-CLIP ViT-L/14")) == ["Use"]


def test_of_a_model_that_comes_with_photosearch_only_what_was_made_with_it_can_be_removed(models: ModelList) -> None:
    starter = replace(STARTER, is_active=False)
    models.set_encoders((starter, MISSING))
    models.set_sizes((size_of(starter, 22_000_000, 154_000, bundled=22_000_000),))
    assert "Remove model…" in buttons(card(models, "Starter"))
    models.set_sizes((size_of(starter, 22_000_000, 0, bundled=22_000_000),))
    assert "Remove model…" not in buttons(card(models, "Starter"))


def test_what_a_model_left_behind_can_be_removed_but_not_used(models: ModelList) -> None:
    models.set_sizes((ModelSize("mine", EncoderId("m"), 0, 5_000_000, 0, is_installed=False, is_active=False),))
    assert buttons(card(models, "mine")) == ["Remove model…"]
    models.set_sizes(())
    assert not any("mine" in texts(frame) for frame in models.findChildren(QFrame) if frame.isVisible())
