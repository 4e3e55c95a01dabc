"""The man page, from the parser itself: ``python -m tools.manual`` writes ``packaging/installers/linux/photosearch.1``.

The forms are those of man(7): ``.TH``, ``.SH``, ``.SS``, ``.TP``, and a backslash or a hyphen is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from photosearch.cli.main import build_parser
from photosearch.cli.shells.words import Option, Word, read_words

PAGE: Final = Path(__file__).resolve().parents[1] / "packaging" / "installers" / "linux" / "photosearch.1"
"""Where it lies: the installers and the wheel take it from there."""
_ENVIRONMENT: Final = "moves all data, cache, models and logs to one folder"
_STATUS: Final = "0 done, 1 some files could not be used, 2 wrong usage or nothing could be done"


def text() -> str:
    """The page, in English: man pages of other languages lie in folders of their own."""
    program = read_words(build_parser(lambda _arguments: 0))
    lines = [
        '.TH PHOTOSEARCH 1 "" "photosearch" "User Commands"',
        ".SH NAME",
        r"photosearch \- find your own photos by what's in them",
        ".SH SYNOPSIS",
        ".B photosearch",
        r"[\fICOMMAND\fR [\fIARGUMENTS\fR]]",
        ".SH DESCRIPTION",
        "Finds photos in watched folders by a sentence in Chinese or English, or by a picture. Everything happens on",
        "this computer. Without a command the window opens.",
        ".SH OPTIONS",
        *_options(program.options),
        ".SH COMMANDS",
        *(line for word in program.walk() if word.path and not word.actions for line in _command(word)),
        ".SH ENVIRONMENT",
        ".TP",
        ".B PHOTOSEARCH_HOME",
        escaped(_ENVIRONMENT),
        ".SH EXIT STATUS",
        _STATUS,
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write it."""
    PAGE.write_text(text(), encoding="utf-8")


def _command(word: Word) -> Iterator[str]:
    names = " ".join(f"\\fI{escaped(argument.metavar)}\\fR" for argument in word.arguments)
    yield f".SS {escaped(' '.join(word.path))} {names}".rstrip()
    yield escaped(word.help)
    yield from _options(option for option in (*word.arguments, *word.options) if option.help and _is_told(option))


def _is_told(option: Option) -> bool:
    """``--help`` is the same everywhere."""
    return "--help" not in option.flags


def _options(options: Iterable[Option]) -> Iterator[str]:
    for option in options:
        value = f" \\fI{escaped(option.metavar)}\\fR" if option.metavar else ""
        flags = ", ".join(f"\\fB{escaped(flag)}\\fR" for flag in option.flags)
        yield ".TP"
        yield (flags + value).strip()
        yield escaped(option.help)


def escaped(words: str) -> str:
    """``words`` as one line of text: one that begins with a point or an apostrophe would be a request."""
    plain = " ".join(words.split()).replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{plain}" if plain[:1] in (".", "'") else plain


if __name__ == "__main__":
    main()
