"""Which language the terminal speaks, and how its streams write it."""

from __future__ import annotations

import codecs
import io
import logging
import sys
from collections.abc import Iterator

from photosearch.paths import data_folders
from photosearch.settings import load_settings
from photosearch.words.language import language_for
from photosearch.words.spoken import speak


def speak_at_terminal() -> None:
    """Speak the language of the settings or the locale, English where a terminal cannot show that.

    Into a pipe everything is UTF-8. A file name is any bytes: it is printed as it is instead of failing on it, and
    escaped where a terminal has no sign for it.
    """
    # A settings file that cannot be read is told of in the log, when the library is opened.
    logging.getLogger("photosearch").addHandler(logging.NullHandler())
    language = language_for(load_settings(data_folders().settings).language)
    speak(language if all(_shows_chinese(stream) for stream in _streams()) else "en")
    for stream in _streams():
        _make_forgiving(stream)


def _streams() -> Iterator[io.TextIOWrapper]:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            yield stream


def _shows_chinese(stream: io.TextIOWrapper) -> bool:
    if not stream.isatty():
        return True
    try:
        "中文，。".encode(stream.encoding)
    except UnicodeEncodeError:
        return False
    return True


def _make_forgiving(stream: io.TextIOWrapper) -> None:
    if stream.isatty() and codecs.lookup(stream.encoding).name != "utf-8":
        stream.reconfigure(errors="backslashreplace")
        return
    is_raw = sys.platform != "win32"
    stream.reconfigure(encoding="utf-8", errors="surrogateescape" if is_raw else "replace")
