"""The command line as a person with a Chinese locale uses it: every answer in Chinese, into any stream."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from photosearch.paths import DataFolders
from photosearch.settings import Settings, save_settings
from tests.photos import PHOTOS
from tests.program import Program

_ENGLISH = re.compile(r"\b(the|this|is|are|was|of|photos|found|files|could|cannot)\b", re.IGNORECASE)


@pytest.fixture
def chinese(program: Program) -> Program:
    program.variables |= {"LC_ALL": "zh_CN.UTF-8", "LANGUAGE": ""}
    return program


def said(program: Program, *arguments: str | Path, code: int = 0) -> str:
    """Everything a command prints."""
    done = program.run(*arguments)
    text = (done.stdout + done.stderr).decode("utf-8")
    assert done.returncode == code, text
    return text


def assert_chinese(text: str, *, says: str) -> None:
    assert says in text
    without_names = re.sub(r"`[^`]*`|/\S+", "", text)
    assert _ENGLISH.search(without_names) is None, text


def test_the_main_commands(chinese: Program, tmp_path: Path) -> None:
    library = tmp_path / "lib"
    shutil.copytree(PHOTOS, library)
    (library / "empty.jpg").write_bytes(b"")
    (library / "text.png").write_text("hello", encoding="utf-8")
    added = said(chinese, "add", library, code=1)
    assert_chinese(added, says="图库共有 12 张照片，其中 12 张可以搜索。")
    assert "2 个文件无法处理" in added
    assert_chinese(said(chinese, "status"), says="12 张照片，其中 12 张可以搜索，2 个问题文件")
    assert_chinese(said(chinese, "problems"), says="empty.jpg: 文件是空的。")
    assert_chinese(said(chinese, "search", "猫", "--top", "1"), says="cat.jpg")
    assert_chinese(said(chinese, "search", "大象"), says="没有找到“大象”")
    assert_chinese(said(chinese, "search", "大象", "--all", "--top", "3"), says="这些只是最接近的照片。")
    assert_chinese(said(chinese, "search", "qwzx", "--top", "1"), says="入门模型不认识“qwzx”")
    assert_chinese(said(chinese, "search", "猫", "--from", "2035-01-01"), says="没有照片符合所有筛选条件")
    assert_chinese(said(chinese, "model", "list"), says="使用中")
    assert_chinese(said(chinese, "scan", code=1), says="2 个文件无法处理")
    assert_chinese(said(chinese, "doctor"), says="数据库: 完好")
    assert_chinese(said(chinese, "remove", library), says="已移除")
    assert chinese.json("status")["photos"] == 0


def test_help_and_mistakes(chinese: Program, tmp_path: Path) -> None:
    assert_chinese(said(chinese, "--help"), says="按画面内容查找自己的照片")
    assert_chinese(said(chinese, "search", "--help"), says="用法: photosearch search")
    assert_chinese(said(chinese, "find", code=2), says="photosearch: 错误: 参数 COMMAND: 无效的选择：'find'")
    assert_chinese(said(chinese, "add", "/nope", code=2), says="/nope: 这个文件夹不存在。")
    assert_chinese(said(chinese, "model", "use", "none", code=2), says="没有叫“none”的模型。")
    (tmp_path / "file.jpg").write_text("hello", encoding="utf-8")
    assert_chinese(said(chinese, "similar", tmp_path / "file.jpg", code=2), says="这不是图片")


def test_the_setting_is_heard_in_any_locale(program: Program, folders: DataFolders) -> None:
    program.variables["LC_ALL"] = "C"
    assert "No folder is watched yet" in said(program, "status")
    save_settings(Settings(language="zh"), folders.settings)
    assert_chinese(said(program, "status"), says="还没有添加任何文件夹")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "gbk"])
def test_a_pipe_of_any_encoding_is_written_in_utf_8(chinese: Program, encoding: str) -> None:
    chinese.variables |= {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    assert "还没有添加任何文件夹" in said(chinese, "status")


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are a thing of Unix")
@pytest.mark.parametrize(
    ("encoding", "says"),
    [("ascii", b"No folder is watched yet"), ("gbk", "还没有添加".encode("gbk")), ("utf-8", "还没有添加".encode())],
)
def test_a_terminal_is_spoken_to_in_what_it_shows(chinese: Program, encoding: str, says: bytes) -> None:
    chinese.variables |= {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    ours, theirs = os.openpty()
    with chinese.start("status", stdout=theirs, stderr=theirs, stdin=theirs) as process:
        assert process.wait(timeout=120) == 0
    os.close(theirs)
    assert says in read_to_the_end(ours)


def read_to_the_end(terminal: int) -> bytes:
    """What was shown on a pseudo-terminal whose other side is closed."""
    shown = b""
    try:
        while piece := os.read(terminal, 4096):
            shown += piece
    except OSError:  # how Linux says that the other side is closed
        pass
    finally:
        os.close(terminal)
    return shown
