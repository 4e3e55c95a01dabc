"""Beside asking: the first folder, one photo large, settings, another model, a drive that is away, broken files."""

from __future__ import annotations

import json
import os
import shutil
from collections import deque
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QTabBar, QTreeWidget

from photosearch.embed.models import sources
from photosearch.embed.models.sources import HuggingFaceSource, Source
from photosearch.paths import DataFolders
from photosearch.ui.library.sidebar import Sidebar
from tests import told
from tests.e2e.window.person import Person
from tests.flaky_server import Answer, Script, serving
from tests.packages import write_colour_package
from tests.photos import real_photo


def few_photos(folder: Path, *names: str) -> Path:
    folder.mkdir()
    for name in names:
        shutil.copyfile(real_photo(name), folder / f"{name}.jpg")
    return folder


def add_turned(name: str, target: Path, degrees: int = -2) -> None:
    """Another picture of the same, there at once as a whole."""
    with Image.open(real_photo(name)) as photo:
        photo.rotate(degrees).save(target.with_suffix(".new"), format="JPEG")
    target.with_suffix(".new").rename(target)


def test_the_first_run_asks_for_a_folder_and_finds_in_it(
    newcomer: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert newcomer.has_read(newcomer.reads("Find photos by what's in them", "按画面内容找照片"))
    assert newcomer.sees_button(newcomer.reads("Choose a folder…", "选择文件夹…"))
    newcomer.opens_folder(few_photos(tmp_path / "旅行", "cat", "moon", "coffee"), monkeypatch)
    newcomer.waits_for_photos(lambda names: sorted(names) == ["cat.jpg", "coffee.jpg", "moon.jpg"])
    newcomer.waits_until(lambda: newcomer.sees_button("旅行 3"))
    newcomer.types(newcomer.reads("a cat", "猫"))
    newcomer.waits_for_first("cat.jpg")


def test_a_second_folder_joins_and_each_can_be_looked_at_alone(
    newcomer: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newcomer.opens_folder(few_photos(tmp_path / "one", "cat", "moon"), monkeypatch)
    newcomer.waits_for_photos(lambda names: len(names) == 2)
    newcomer.opens_folder(few_photos(tmp_path / "two", "coffee"), monkeypatch)
    newcomer.waits_for_photos(lambda names: len(names) == 3)
    newcomer.clicks("two 1")
    newcomer.waits_for_photos(lambda names: names == ["coffee.jpg"])
    newcomer.clicks(newcomer.reads("All photos 3", "全部照片 3"))
    newcomer.waits_for_photos(lambda names: len(names) == 3)


def test_folders_of_every_watched_one_are_a_tree_that_counts_what_choosing_shows(
    newcomer: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few_photos(tmp_path / "one", "cat")
    few_photos(tmp_path / "one" / "2024", "moon")
    few_photos(tmp_path / "one" / "2024" / "海边", "coffee", "rocket")
    (tmp_path / "two" / "Japan").mkdir(parents=True)
    few_photos(tmp_path / "two" / "Japan" / "Kyoto", "dahlia")
    newcomer.opens_folder(tmp_path / "one", monkeypatch)
    newcomer.waits_for_photos(lambda names: len(names) == 4)
    newcomer.opens_folder(tmp_path / "two", monkeypatch)
    newcomer.waits_for_photos(lambda names: len(names) == 5)
    newcomer.waits_until(lambda: newcomer.sees_button(newcomer.reads("All photos 5", "全部照片 5")))
    newcomer.clicks(newcomer.reads("Filter: Folder", "筛选：文件夹"))
    folders = [entry.strip() for entry in newcomer.sees_entries()]
    assert folders[1:] == ["one   4", "2024   3", "海边   2", "two   1", "Japan   1", "Kyoto   1"]
    newcomer.picks("2024   3")
    newcomer.waits_for_photos(lambda names: sorted(names) == ["coffee.jpg", "moon.jpg", "rocket.jpg"])
    assert newcomer.sees_button("2024 3")  # its watched folder has opened in the sidebar
    assert not newcomer.sees_button("海边 2")
    newcomer.opens_row("2024 3")
    newcomer.clicks("海边 2")
    newcomer.waits_for_photos(lambda names: sorted(names) == ["coffee.jpg", "rocket.jpg"])
    newcomer.opens_row("two 1")
    newcomer.clicks("Japan 1")
    newcomer.waits_for_photos(lambda names: names == ["dahlia.jpg"])
    newcomer.clicks(newcomer.reads("Remove Japan", "移除 Japan"))
    newcomer.waits_for_photos(lambda names: len(names) == 5)


def test_an_answer_follows_the_photos_that_come(
    newcomer: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = few_photos(tmp_path / "one", "cat", "moon", "coffee")
    newcomer.opens_folder(folder, monkeypatch)
    newcomer.waits_for_photos(lambda names: len(names) == 3)
    newcomer.types(newcomer.reads("a cat", "猫"))
    newcomer.waits_for_photos(lambda names: names == ["cat.jpg"])
    add_turned("cat", folder / "cat 2.jpg")
    newcomer.waits_for_photos(lambda names: sorted(names) == ["cat 2.jpg", "cat.jpg"])
    newcomer.presses(Qt.Key.Key_Down, newcomer.field)
    chosen = newcomer.chosen_photo
    add_turned("cat", folder / "cat 3.jpg", degrees=3)
    news = newcomer.reads("1 new match", "新增 1 个结果")
    newcomer.waits_until(lambda: newcomer.sees_button(news))
    assert sorted(newcomer.sees_photos()) == ["cat 2.jpg", "cat.jpg"]
    newcomer.clicks(news)
    newcomer.waits_for_photos(lambda names: sorted(names) == ["cat 2.jpg", "cat 3.jpg", "cat.jpg"])
    assert newcomer.chosen_photo == chosen
    assert not newcomer.sees_button(news)


def test_photos_come_in_the_order_that_is_named(
    newcomer: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = few_photos(tmp_path / "one", "cat", "coffee", "moon")
    os.utime(folder / "cat.jpg", (1_500_000_000,) * 2)
    os.utime(folder / "moon.jpg", (1_600_000_000,) * 2)
    newcomer.opens_folder(folder, monkeypatch)
    newcomer.waits_for_photos(lambda names: names == ["coffee.jpg", "moon.jpg", "cat.jpg"])
    aside = tmp_path / "rocket.jpg"
    shutil.copyfile(real_photo("rocket"), aside)
    os.utime(aside, (1_550_000_000,) * 2)
    shutil.move(aside, folder / "rocket.jpg")
    newcomer.waits_for_photos(lambda names: names == ["coffee.jpg", "moon.jpg", "rocket.jpg", "cat.jpg"])
    assert newcomer.sees_button(newcomer.reads("Order: Newest first", "排序：从新到旧"))


def test_the_pane_says_what_is_told_of_a_photo_and_by_whom_and_follows_a_sidecar(
    newcomer: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "one"
    folder.mkdir()
    with Image.open(real_photo("cat")) as cat:
        cat.save(folder / "IMG_20190803_191200.jpg")
    newcomer.opens_folder(folder, monkeypatch)
    newcomer.waits_for_first("IMG_20190803_191200.jpg")
    newcomer.presses(Qt.Key.Key_Down, newcomer.field)
    by_name = newcomer.reads(
        "Aug 3, 2019 7:12 PM (the file's name; not certain)", "2019年8月3日 19:12（文件名，不确定）"
    )
    newcomer.waits_until(lambda: newcomer.has_read(by_name))
    (folder / "IMG_20190803_191200.xmp").write_bytes(told.packet("<dc:title>Minka</dc:title>"))
    title = newcomer.reads("Minka (the XMP file beside it)", "Minka（旁边的 XMP 文件）")
    newcomer.waits_until(lambda: newcomer.has_read(title))


def test_a_photo_is_looked_at_large_and_its_neighbours_after_it(person: Person) -> None:
    names = person.sees_photos()
    person.presses(Qt.Key.Key_Down, person.field)
    person.presses(Qt.Key.Key_Return)
    person.waits_until(lambda: person.viewer is not None)
    for _ in range(2):
        person.presses(Qt.Key.Key_Right, person.viewer)
    assert person.chosen_photo == names[2]
    person.presses(Qt.Key.Key_Left, person.viewer)
    assert person.chosen_photo == names[1]
    person.presses(Qt.Key.Key_Escape, person.viewer)
    person.waits_until(lambda: person.viewer is None)


def test_a_photo_that_fills_the_screen_has_a_way_out_and_on_for_the_mouse(person: Person) -> None:
    names = person.sees_photos()
    person.presses(Qt.Key.Key_Down, person.field)
    person.presses(Qt.Key.Key_Return)
    person.waits_until(lambda: person.viewer is not None)
    person.clicks(person.reads("Next photo", "下一张"))
    assert person.chosen_photo == names[1]
    person.waits_until(lambda: person.has_read(person.reads(f"{names[1]} · 2 of", f"{names[1]} · 第 2 张")))
    person.clicks(person.reads("Details", "详细信息"))
    person.waits_until(lambda: person.has_read(str(person.reads("Format", "格式"))))
    person.clicks(person.reads("Actual size", "实际大小"))
    person.waits_until(lambda: person.has_read("100%"))
    person.clicks(person.reads("Turn right", "向右旋转"))
    person.clicks(person.reads("Back to the photos", "返回照片列表"))
    person.waits_until(lambda: person.viewer is None)
    assert person.chosen_photo == names[1]


@pytest.mark.parametrize("suffix", ["gif", "webp", "png"])
def test_a_picture_that_moves_moves(
    newcomer: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    folder = few_photos(tmp_path / "one", "cat")
    (folder / "cat.jpg").unlink()
    frames = [Image.new("RGB", (240, 160), colour) for colour in ("red", "lime", "blue")]
    frames[0].save(folder / f"moves.{suffix}", save_all=True, append_images=frames[1:], duration=40)
    newcomer.opens_folder(folder, monkeypatch)
    newcomer.waits_for_first(f"moves.{suffix}")
    newcomer.presses(Qt.Key.Key_Down, newcomer.field)
    newcomer.presses(Qt.Key.Key_Return)
    newcomer.waits_until(lambda: newcomer.viewer is not None)
    seen: set[str] = set()

    def has_seen_all() -> bool:
        viewer = newcomer.viewer
        assert viewer is not None
        colour = viewer.grab().toImage().pixelColor(viewer.rect().center())
        channels = (colour.red(), colour.green(), colour.blue())
        seen.update(name for name, level in zip("rgb", channels, strict=True) if level > 200)
        return seen == {"r", "g", "b"}

    newcomer.waits_until(has_seen_all)
    assert newcomer.viewer is not None
    newcomer.presses(Qt.Key.Key_Escape, newcomer.viewer)


def test_all_that_is_selected_is_counted_and_copied(person: Person, known_count: int) -> None:
    person.presses(Qt.Key.Key_Down, person.field)
    QTest.keySequence(person.grid, "Ctrl+A")
    count = person.reads(f"{known_count} selected", f"已选 {known_count} 张")
    person.waits_until(lambda: person.has_read(f"{count} · "))
    person.clicks(person.reads("Copy", "复制"))
    copied = person.reads(f"Copied {known_count} photos", f"已复制 {known_count} 张照片")
    person.waits_until(lambda: person.has_read(copied))
    assert len(QApplication.clipboard().mimeData().urls()) == known_count
    person.clicks(person.reads("Select nothing", "取消选择"))
    person.waits_until(lambda: not person.has_read(count))


def test_settings_hold_at_once_and_stay(person: Person, folders: DataFolders) -> None:
    QTest.keySequence(person.window, "Ctrl+,")
    person.waits_until(lambda: person.sees_button(person.reads("Close", "关闭")))
    person.sets(person.reads("Appearance", "外观"), person.reads("Dark", "深色"))
    person.sets(person.reads("Language", "语言"), person.reads("简体中文", "English"))
    person.language = person.reads("zh", "en")
    person.waits_until(lambda: person.sees_button(person.reads("Close", "关闭")))
    person.waits_until(lambda: person.sees_button(person.reads("Filter: Format", "筛选：格式")))
    assert QApplication.palette().window().color().lightness() < 128

    def are_written() -> bool:
        try:
            written = json.loads(folders.settings.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        return (written.get("language"), written.get("theme")) == (person.language, "dark")

    person.waits_until(are_written)


def test_the_window_opens_as_it_was_left(
    newcomer: Person, open_window: Callable[[], Person], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newcomer.opens_folder(few_photos(tmp_path / "one", "cat", "moon"), monkeypatch)
    newcomer.waits_for_photos(lambda names: len(names) == 2)
    newcomer.window.setGeometry(10, 60, 780, 600)
    newcomer.waits_until(lambda: newcomer.sees_button("one 2"))
    (sidebar,) = newcomer.window.findChildren(Sidebar)
    usual_px = sidebar.width()
    newcomer.drags_edge(1, -30)
    QTest.keySequence(newcomer.window, "Ctrl++")

    def looks(person: Person) -> tuple[object, ...]:
        (sidebar,) = person.window.findChildren(Sidebar)
        return (
            person.window.geometry(),
            sidebar.isVisible(),
            sidebar.width(),
            person.grid.visualRect(person.grid.model().index(0, 0)),
        )

    left = looks(newcomer)
    newcomer.leaves()
    again = open_window()
    again.waits_for_photos(lambda names: len(names) == 2)
    assert looks(again) == left
    (sidebar,) = again.window.findChildren(Sidebar)
    assert sidebar.width() < usual_px


def test_another_model_takes_over_and_the_old_one_can_come_back(
    folders: DataFolders, person: Person, known_count: int
) -> None:
    person.types(person.reads("a cat", "猫"))
    person.waits_for_first("cat.jpg")
    write_colour_package(folders.models / "colours", name="colours")
    QTest.keySequence(person.window, "Ctrl+,")
    person.waits_until(lambda: person.sees_button(person.reads("Close", "关闭")))
    (tabs,) = (bar for bar in QApplication.allWidgets() if isinstance(bar, QTabBar) and bar.isVisible())
    tabs.setCurrentIndex(1)
    person.clicks(person.reads("Use colours", "使用 colours"))
    person.waits_until(lambda: person.has_read(person.reads("colours · in use", "colours · 使用中")))
    person.types(person.reads("bright", "红"))
    person.waits_for_photos(lambda names: len(names) == known_count)
    person.clicks(person.reads("Use Starter model", "使用 入门模型"))
    person.waits_until(lambda: person.has_read(person.reads("Starter model · in use", "入门模型 · 使用中")))
    person.types(person.reads("a cat", "猫"))
    person.waits_for_first("cat.jpg")


def opens_models(person: Person) -> None:
    QTest.keySequence(person.window, "Ctrl+,")
    person.waits_until(lambda: person.sees_button(person.reads("Close", "关闭")))
    (tabs,) = (bar for bar in QApplication.allWidgets() if isinstance(bar, QTabBar) and bar.isVisible())
    tabs.setCurrentIndex(1)


def test_a_download_without_a_connection_says_so_and_a_new_attempt_forgets_it(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places: list[Source] = [HuggingFaceSource("shut", "http://127.0.0.1:1")]
    monkeypatch.setattr(sources, "SOURCES", places)
    opens_models(person)
    download = person.reads("Download Chinese-CLIP ViT-B/16", "下载 Chinese-CLIP ViT-B/16")
    cancel = person.reads("Cancel Chinese-CLIP ViT-B/16", "取消 Chinese-CLIP ViT-B/16")
    offline = person.reads("This computer seems to be offline", "这台电脑似乎没有联网")
    person.clicks(download)
    assert person.has_read(person.reads("Connecting…", "正在连接…"))
    person.waits_until(lambda: person.has_read(offline))
    # The first megabyte comes, then nothing more.
    linked = ("X-Linked-ETag", f'"{"0" * 64}"')
    script = Script(bytes(5_000_000), deque([Answer(headers=(linked,), send_bytes=1_000_000, stalls=True)]))
    with serving(script) as base:
        places[:] = [HuggingFaceSource("slow", base)]
        person.clicks(download)
        assert person.has_read(person.reads("Connecting…", "正在连接…"))
        assert not person.has_read(offline)
        person.waits_until(lambda: person.has_read("1.0 MB / 5.0 MB"))
        person.clicks(cancel)
        person.waits_until(lambda: person.sees_button(download))
        assert not person.has_read("1.0 MB / 5.0 MB")


def test_a_folder_that_is_away_keeps_its_photos_and_comes_back(
    newcomer: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = few_photos(tmp_path / "drive", "cat", "moon")
    newcomer.opens_folder(folder, monkeypatch)
    newcomer.waits_for_photos(lambda names: len(names) == 2)
    newcomer.waits_until(lambda: newcomer.sees_button("drive 2"))
    folder.rename(tmp_path / "unplugged")
    newcomer.waits_until(lambda: newcomer.sees_button(newcomer.reads("drive Offline", "drive 离线")))
    newcomer.waits_until(lambda: newcomer.has_read(newcomer.reads("Offline: drive.", "离线：drive。")))
    newcomer.types(newcomer.reads("a cat", "猫"))
    newcomer.waits_for_first("cat.jpg")
    (tmp_path / "unplugged").rename(folder)
    newcomer.waits_until(lambda: newcomer.sees_button("drive 2"))
    newcomer.waits_until(lambda: not newcomer.has_read(newcomer.reads("Offline: drive.", "离线：drive。")))


@pytest.mark.logs("cannot use 'broken.jpg'")
def test_a_file_that_cannot_be_used_is_listed_with_its_reason_until_it_is_whole(
    newcomer: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = few_photos(tmp_path / "mixed", "cat")
    (folder / "broken.jpg").write_bytes(b"this is no picture")
    newcomer.opens_folder(folder, monkeypatch)
    newcomer.waits_for_photos(lambda names: names == ["cat.jpg"])
    newcomer.clicks(newcomer.reads("Problem files 1", "有问题的文件 1"))

    def listed() -> list[str]:
        trees = [tree for tree in QApplication.allWidgets() if isinstance(tree, QTreeWidget) and tree.isVisible()]
        groups = [tree.topLevelItem(row) for tree in trees for row in range(tree.topLevelItemCount())]
        files = [group.child(row) for group in groups if group for row in range(group.childCount())]
        return [file.text(0) for file in files if file]

    newcomer.waits_until(lambda: listed() == ["broken.jpg"])
    shutil.copyfile(real_photo("moon"), folder / "broken.jpg")
    newcomer.waits_for_photos(lambda names: sorted(names) == ["broken.jpg", "cat.jpg"])
    newcomer.waits_until(lambda: listed() == [])


def test_a_folder_is_left_out_at_once_and_comes_back(
    newcomer: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = few_photos(tmp_path / "旅行", "cat", "moon")
    few_photos(folder / "Screenshots", "coffee")
    (folder / "film.mp4").write_bytes(b"")
    newcomer.opens_folder(folder, monkeypatch)
    newcomer.waits_for_photos(lambda names: len(names) == 3)
    QTest.keySequence(newcomer.window, "Ctrl+L")
    newcomer.waits_until(lambda: newcomer.has_read(newcomer.reads("Not shown: 1 video", "未显示：1 个视频")))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_arguments: str(folder / "Screenshots"))
    newcomer.clicks(newcomer.reads("Leave a folder out…", "排除一个文件夹…"))
    newcomer.waits_for_photos(lambda names: sorted(names) == ["cat.jpg", "moon.jpg"])
    newcomer.waits_until(lambda: newcomer.sees_button("旅行 2"))
    newcomer.clicks(newcomer.reads("Take back Screenshots", "恢复 Screenshots"))
    newcomer.waits_for_photos(lambda names: sorted(names) == ["cat.jpg", "coffee.jpg", "moon.jpg"])
    newcomer.waits_until(lambda: newcomer.sees_button("旅行 3"))
