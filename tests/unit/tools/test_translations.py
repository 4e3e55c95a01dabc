"""The translation tool: complete and current translations pass, every kind of gap is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import translations as tool

PAGE = """
from PySide6.QtCore import QObject
from photosearch.words.spoken import counted, marked, translate


class Page(QObject):
    def texts(self, count):
        return self.tr("Hello {name}"), self.tr("%Ln photo(s)", "", count)


WORDS = marked("Messages", "Gone")


def said_at_the_terminal(count):
    return translate("Terminal", "Stopped"), counted("%Ln file(s)", "", count)
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A tiny project: one module, translations extracted from it."""
    sources = tmp_path / "photosearch"
    sources.mkdir()
    (sources / "page.py").write_text(PAGE, encoding="utf-8")
    (tmp_path / "translations").mkdir()
    tool.update(tmp_path / "translations", sources)
    return tmp_path


def translate(project: Path, language: str, **texts: str) -> None:
    """Fill in translations as a person would in Linguist: source text -> translation."""
    path = project / "translations" / f"photosearch_{language}.ts"
    content = path.read_text(encoding="utf-8")
    for source, translated in texts.items():
        before, _, after = content.partition(f"<source>{source}</source>")
        old = after.split("<translation")[1].split("</translation>")[0]
        if "numerusform" in old:
            new = old.replace("<numerusform></numerusform>", f"<numerusform>{translated}</numerusform>")
            new = new.replace(' type="unfinished"', "")
        else:
            new = f">{translated}"
        content = f"{before}<source>{source}</source>{after.replace(old, new, 1)}"
    path.write_text(content, encoding="utf-8")


def finish(project: Path) -> None:
    plural = {"%Ln photo(s)": "%Ln 张", "%Ln file(s)": "%Ln 个文件"}
    translate(project, "zh", **{"Hello {name}": "你好，{name}", "Gone": "不见了", "Stopped": "已停止", **plural})
    translate(project, "en", **{"%Ln photo(s)": "%Ln photos", "%Ln file(s)": "%Ln files"})
    tool.compile_all(project / "translations", project / "translations")


def complaints(project: Path) -> list[str]:
    return tool.check(project / "translations", project / "photosearch")


def test_the_project_s_own_translations_are_complete_and_compiled() -> None:
    assert tool.main(["check"]) == 0


def test_finished_translations_pass(project: Path) -> None:
    finish(project)
    assert complaints(project) == []


def test_every_unfinished_text_is_named(project: Path) -> None:
    told = "\n".join(complaints(project))
    for context, source in (
        ("Page", "Hello {name}"),
        ("Page", "%Ln photo(s)"),
        ("Messages", "Gone"),
        ("Terminal", "Stopped"),
        ("", "%Ln file(s)"),
    ):
        assert f"photosearch_zh.ts: unfinished: {context}: {source!r}" in told
    assert "photosearch_en.ts: unfinished: : '%Ln file(s)'" in told


def test_a_new_text_is_named(project: Path) -> None:
    finish(project)
    page = project / "photosearch" / "page.py"
    page.write_text(page.read_text(encoding="utf-8").replace("Hello {name}", "Goodbye {name}"), encoding="utf-8")
    told = complaints(project)
    assert "photosearch_zh.ts: not extracted yet: Page: 'Goodbye {name}'" in told
    assert "photosearch_zh.ts: no longer used: Page: 'Hello {name}'" in told


def test_a_lost_placeholder_is_named(project: Path) -> None:
    finish(project)
    path = project / "translations" / "photosearch_zh.ts"
    path.write_text(path.read_text(encoding="utf-8").replace("你好，{name}", "你好"), encoding="utf-8")
    assert any("placeholders differ" in told for told in complaints(project))


def test_stale_compiled_files_are_named(project: Path) -> None:
    finish(project)
    path = project / "translations" / "photosearch_zh.ts"
    path.write_text(path.read_text(encoding="utf-8").replace("不见了", "消失了"), encoding="utf-8")
    assert any(told.startswith("photosearch_zh.qm: not compiled") for told in complaints(project))


def test_english_carries_only_plural_forms(project: Path) -> None:
    messages = list(tool.read_messages(project / "translations" / "photosearch_en.ts"))
    assert {message.key[1] for message in messages} == {"%Ln photo(s)", "%Ln file(s)"}


def test_a_failing_tool_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "photosearch_zh.ts").write_text("not xml", encoding="utf-8")
    with pytest.raises(tool.ToolError):
        tool.compile_all(tmp_path, tmp_path)
