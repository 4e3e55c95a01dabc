"""Settings survive a round trip, and nonsense in the file never stops the app."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from photosearch.settings import Settings, load_settings, save_settings

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda children: st.lists(children) | st.dictionaries(st.text(), children),
    max_leaves=8,
)


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    chosen = Settings(language="zh", theme="dark", rescan_interval_s=60, history=("海边", "a cat"))
    save_settings(chosen, path)
    assert load_settings(path) == chosen


def test_no_file_means_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.json") == Settings()


def test_a_damaged_file_means_defaults_and_is_said_in_the_log(tmp_path: Path, caplog: Any) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(b'{"language": "zh", \xff')
    assert load_settings(path) == Settings()
    assert "defaults are used" in caplog.text


@given(st.dictionaries(st.sampled_from([f.name for f in dataclasses.fields(Settings)]) | st.text(), json_values))
def test_any_json_gives_settings_that_can_be_used(raw: dict[str, Any]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "settings.json"
        path.write_text(json.dumps(raw), encoding="utf-8")
        loaded = load_settings(path)
        for declared in dataclasses.fields(Settings):
            value = getattr(loaded, declared.name)
            assert isinstance(value, type(declared.default))
            assert not declared.metadata["choices"] or value in declared.metadata["choices"]
        save_settings(loaded, path)
        assert load_settings(path) == loaded


def test_every_setting_says_what_it_means() -> None:
    assert all(declared.metadata["meaning"] for declared in dataclasses.fields(Settings))
