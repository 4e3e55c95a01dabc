"""What a PNG's texts say, by the keywords that the PNG specification (third edition, 11.3.3) proposes."""

from __future__ import annotations

from collections.abc import Mapping

from photosearch.decode.metadata.camera_name import is_stock_caption
from photosearch.decode.metadata.dates import parse_date, parse_internet_date
from photosearch.decode.metadata.encodings import decoded, mended, one_line, paragraphs
from photosearch.decode.metadata.statement import Statement
from photosearch.types.metadata import DateSource, Origin


def statement_of(texts: Mapping[str, str]) -> Statement:
    """What the texts say; keywords are compared without regard to case."""
    known = {keyword.casefold(): text for keyword, text in texts.items()}
    created = known.get("creation time", "")[:100]
    written = parse_date(created) or parse_internet_date(created)
    return Statement(
        origin=Origin.PNG_TEXT,
        dates={} if written is None else {DateSource.PNG_TEXT: written},
        title=_line(known, "title"),
        caption=_caption(known),
        creator=_line(known, "author"),
        copyright=_line(known, "copyright"),
        software=_line(known, "software"),
    )


def _caption(texts: Mapping[str, str]) -> str | None:
    found = (paragraphs(_readable(texts.get(keyword, ""))) for keyword in ("description", "comment"))
    return next((text for text in found if text is not None and not is_stock_caption(text)), None)


def _line(texts: Mapping[str, str], keyword: str) -> str | None:
    return one_line(_readable(texts.get(keyword, "")))


def _readable(text: str) -> str:
    """Pillow reads a text chunk as Latin-1, as the specification says; programs write there what they like."""
    try:
        return decoded(text.encode("latin-1"))
    except UnicodeEncodeError:
        return mended(text)  # from a chunk of the international kind, which is UTF-8
