"""Whether the demo may open a window or must draw it into a file."""

from __future__ import annotations

import pytest

from photosearch_setup.demo import has_display


@pytest.mark.parametrize(
    ("system", "variables", "expected"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
        ("win32", {}, True),
        ("darwin", {}, True),
        ("darwin", {"SSH_CONNECTION": "10.0.0.1 22"}, False),
    ],
)
def test_a_window_needs_a_display(system: str, variables: dict[str, str], expected: bool) -> None:
    assert has_display(system, variables) is expected
