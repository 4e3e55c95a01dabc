"""Settings survive a round trip, and nonsense in the file never stops the app."""

from __future__ import annotations

import dataclasses
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.settings import (
    Settings,
    SettingsChanged,
    SettingsOwner,
    SettingsUnsaved,
    load_settings,
    save_settings,
)

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


@pytest.mark.logs("cannot be read")
def test_a_damaged_file_means_defaults_and_is_said_in_the_log(tmp_path: Path, caplog: Any) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(b'{"language": "zh", \xff')
    assert load_settings(path) == Settings()
    assert "cannot be read" in caplog.text


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


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def test_a_change_holds_at_once_and_is_told(path: Path) -> None:
    owner = SettingsOwner(path, Settings())
    told: list[SettingsChanged | SettingsUnsaved] = []
    stop = owner.subscribe(told.append)
    owner.change(theme="dark")
    assert owner.now == Settings(theme="dark")
    owner.change(theme="dark")
    stop()
    owner.change(theme="light")
    assert told == [SettingsChanged(Settings(), Settings(theme="dark"))]
    owner.close()
    assert load_settings(path) == Settings(theme="light")


def test_changes_of_two_threads_lose_nothing(path: Path) -> None:
    owner = SettingsOwner(path, Settings())

    def change(field: str) -> None:
        for value in range(1, 300):
            owner.change(**{field: value})

    fields = ("thumbnail_size_px", "decode_workers", "decode_timeout_s", "rescan_interval_s")
    threads = [threading.Thread(target=change, args=(field,)) for field in fields]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    owner.close()
    assert owner.now == load_settings(path) == Settings(**dict.fromkeys(fields, 299))  # type: ignore[arg-type]


def test_changes_that_follow_each_other_are_written_together(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[Settings] = []
    is_written = threading.Event()

    def save(settings: Settings, _path: Path) -> None:
        written.append(settings)
        is_written.set()

    monkeypatch.setattr("photosearch.settings.save_settings", save)
    owner = SettingsOwner(path, Settings(), save_pause_s=0.3)
    for size_px in range(100, 200):
        owner.change(thumbnail_size_px=size_px)
    assert written == []
    assert is_written.wait(10)
    owner.close()
    assert [settings.thumbnail_size_px for settings in written] == [199]


def test_what_another_process_chose_meanwhile_stays(path: Path) -> None:
    save_settings(Settings(encoder="old", theme="light"), path)
    window = SettingsOwner.read(path)
    save_settings(Settings(encoder="new", theme="light"), path)
    window.change(history=("cat",))
    window.close()
    assert load_settings(path) == Settings(encoder="new", theme="light", history=("cat",))


@pytest.mark.logs("cannot be read")
def test_a_file_that_cannot_be_read_meanwhile_gets_what_is_in_force_instead_of_the_defaults(path: Path) -> None:
    save_settings(Settings(language="zh", history=("海边",)), path)
    owner = SettingsOwner.read(path)
    path.write_bytes(b'{"language": "z')
    owner.change(theme="dark")
    owner.close()
    assert load_settings(path) == owner.now == Settings(language="zh", history=("海边",), theme="dark")


def test_two_processes_that_write_at_once_leave_a_whole_file(path: Path) -> None:
    """Two owners stand for two processes: nothing but the file is common to them."""
    failed: list[OSError] = []

    def change(field: str) -> None:
        owner = SettingsOwner(path, Settings())
        for value in range(1, 200):
            owner.change(**{field: value})
            try:
                owner.save()
            except OSError as error:
                failed.append(error)
            assert path.read_text(encoding="utf-8").endswith("}\n")
            json.loads(path.read_text(encoding="utf-8"))

    with ThreadPoolExecutor(2) as processes:
        for done in [processes.submit(change, field) for field in ("decode_workers", "decode_timeout_s")]:
            done.result()
    assert failed == []
    assert [found.name for found in path.parent.iterdir()] == [path.name]


@pytest.mark.logs("cannot be written")
def test_settings_that_cannot_be_written_are_told_and_tried_again(tmp_path: Path, caplog: Any) -> None:
    path = tmp_path / "away" / "settings.json"
    owner = SettingsOwner(path, Settings(), save_pause_s=0)
    told: list[SettingsChanged | SettingsUnsaved] = []
    is_told = threading.Event()

    def listen(event: SettingsChanged | SettingsUnsaved) -> None:
        told.append(event)
        if isinstance(event, SettingsUnsaved):
            is_told.set()

    owner.subscribe(listen)
    owner.change(theme="dark")
    assert is_told.wait(10)
    assert "cannot be written" in caplog.text
    with pytest.raises(FileNotFoundError):
        owner.save()
    path.parent.mkdir()
    owner.close()
    assert load_settings(path).theme == "dark"


def test_an_unknown_setting_is_refused(path: Path) -> None:
    owner = SettingsOwner(path, Settings())
    with pytest.raises(TypeError):
        owner.change(colour="red")
    assert owner.now == Settings()
