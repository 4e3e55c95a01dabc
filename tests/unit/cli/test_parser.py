"""argparse in the person's language."""

from __future__ import annotations

import argparse
import ast
import inspect
from collections.abc import Iterator

import pytest

from photosearch.cli.main import build_parser
from photosearch.cli.parser import ARGPARSE_TEXTS
from photosearch.words.spoken import speak, translate
from tests.terminal import Terminal

FOR_DEVELOPERS = {
    ".__call__() not defined",
    "'required' is an invalid argument for positionals",
    "%r is not callable",
    'argument "-" with mode %r',
    "cannot have multiple subparser arguments",
    "cannot merge actions - two groups are named %r",
    "conflicting option string: %s",
    "conflicting option strings: %s",
    "conflicting subparser alias: %s",
    "conflicting subparser: %s",
    "dest= is required for options like %r",
    "invalid conflict_resolution value: %r",
    "invalid option string %(option)r: must start with a character %(prefix_chars)r",
    "mutually exclusive arguments must be optional",
    # Of options that are marked deprecated: there are none.
    "option '%(option)s' is deprecated",
    "argument '%(argument_name)s' is deprecated",
    "command '%(parser_name)s' is deprecated",
}


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    speak("zh")
    yield
    speak("en")


def argparse_texts() -> Iterator[str]:
    for node in ast.walk(ast.parse(inspect.getsource(argparse))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
            for argument in node.args[: 1 if node.func.id == "_" else 2]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.value


def test_whatever_this_argparse_says_to_a_person_is_known() -> None:
    assert set(argparse_texts()) - FOR_DEVELOPERS <= set(ARGPARSE_TEXTS)


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize("text", ARGPARSE_TEXTS)
def test_argparse_s_words_are_translated(text: str) -> None:
    assert translate("argparse", text) != text


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["find"], "photosearch: 错误: 参数 COMMAND: 无效的选择：'find'"),
        (["add"], "photosearch add: 错误: 缺少必需的参数：FOLDER"),
        (["status", "--jsn"], "photosearch: 错误: 无法识别的参数：--jsn"),
        (["search", "red", "--top"], "参数 --top: 需要一个值"),
        (["search", "red", "--top", "0"], "参数 --top: '0' 不行，请给出 1 或更大的数"),
        (["search", "red", "--from", "x"], "'x' 不是日期"),
        (["search", "red", "--unknown"], "无法识别的参数：--unknown（不想要某样东西时用 --not WORDS）"),
        (["add", ""], "路径是空的"),
    ],
)
def test_mistakes_are_named_in_chinese(terminal: Terminal, arguments: list[str], says: str) -> None:
    terminal.assert_wrong(*arguments, says=says)
    assert terminal.run(*arguments).err.startswith("用法: ")


@pytest.mark.usefixtures("chinese")
def test_every_help_is_in_chinese(terminal: Terminal) -> None:
    commands = list(_commands(build_parser(lambda parsed: 0)))
    assert {(), ("search",), ("model", "list")} <= set(commands)
    for command in commands:
        answer = terminal.run(*command, "--help")
        assert answer.code == 0
        assert answer.out.startswith("用法: ")
        assert "选项:" in answer.out
        for english in ("show", "print", "the ", "usage", "options"):
            assert english not in answer.out, command


def _commands(parser: argparse.ArgumentParser, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command with the actions below it, as typed."""
    yield path
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                yield from _commands(below, (*path, name))
