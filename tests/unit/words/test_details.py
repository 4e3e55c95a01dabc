"""Details of problems: what the decoder wrote is said in the person's language, the rest stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.words.details import detail_text
from photosearch.words.spoken import speak


@pytest.mark.parametrize(
    ("detail", "english", "chinese"),
    [
        (
            "20000 x 20000 pixels; 125 million pixels fit",
            "20000 x 20000 pixels; 125 million pixels fit",
            "20000 x 20000 像素；最多 125 百万像素",
        ),
        ("2,500 million pixels", "2,500 million pixels", "2,500 百万像素"),
        ("9000 x 6000 px", "9000 x 6000 pixels", "9000 x 6000 像素"),
        ("60 s", "after 60 s", "60 秒后"),
        ("exit code -11", "exit code -11", "退出码 -11"),
        ("OSError: broken; at 3", "OSError: broken; at 3", "OSError: broken；at 3"),
    ],
)
def test_what_is_known_is_said(detail: str, english: str, chinese: str) -> None:
    assert detail_text(detail) == english
    speak("zh")
    assert detail_text(detail) == chinese


@given(st.text())
def test_any_detail_can_be_said(detail: str) -> None:
    assert detail_text(detail) or not detail
