"""Runs a query and prints its hits, as lines or as one JSON object."""

from __future__ import annotations

import argparse
import math
import os
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from photosearch.cli.arguments import positive
from photosearch.cli.evidence import Evidence, evidence_of
from photosearch.cli.lines import say, say_aside
from photosearch.cli.opening import print_json
from photosearch.cli.understood import understood_json
from photosearch.types.ids import PhotoId
from photosearch.types.queries import Band, Found, SearchQuery, SearchResult
from photosearch.types.understood import Understood
from photosearch.words import hits as words
from photosearch.words.spoken import translate
from photosearch.words.usage import no_folder

if TYPE_CHECKING:
    from photosearch.engine.engine import Engine

_TOP: Final = 10
_LOOK: Final = "vectors"
"""The source whose scores are cosines."""


def add_amount(parser: argparse.ArgumentParser) -> None:
    """Let a command be told how many hits it prints."""
    top_help = translate("Terminal", "at most so many photos (default 10; with --all: no limit)")
    parser.add_argument("--top", type=positive, default=None, metavar="N", help=top_help)
    all_help = translate("Terminal", "also the photos that do not fit: every photo, the best match first")
    parser.add_argument("--all", action="store_true", dest="is_all", help=all_help)


def print_hits(
    engine: Engine, query: SearchQuery, arguments: argparse.Namespace, understood: Understood | None = None
) -> int:
    """Ask ``query`` and print what fits, in the way that ``arguments`` say; that nothing does is an answer too.

    Args:
        engine: the open library.
        query: its limit is replaced by the one in ``arguments``.
        arguments: those of ``add_amount``, and ``json``.
        understood: the sentence that the query comes from; None where there is none, or it was taken literally.
    """
    top = arguments.top or (0 if arguments.is_all else _TOP)
    result = engine.asking.search(replace(query, limit=top))
    rows = hit_rows(engine, result, has_why=arguments.json)
    if not arguments.is_all:
        rows = [row for row in rows if row["match"] != Band.FAR.word]
    if arguments.json:
        print_json(_as_json(result, rows, understood))
        return 0
    _explain(engine, result)
    _say_rows(rows, _lines(engine, result))
    if not arguments.is_all:
        _say_left_out(result, len(rows))
    return 0


def hit_rows(engine: Engine, result: SearchResult, *, has_why: bool = False) -> list[dict[str, object]]:
    """One row a hit: rank from 1, path, score (of its look, larger is better), match (strong, possible or far).

    With ``has_why`` also what it shows, in both languages and with a fit from 0 to 1, nothing of those that are far;
    its texts that say what was searched for; and what it has of the colour, the places and the dates that were. Where
    nothing is ranked all that passes the filters is strong, without a score; so is what was found by its texts alone,
    among the nearest of a large library.
    """
    photos = {photo.photo_id: photo for photo in engine.library.photos([PhotoId(i) for i in result.photo_ids.tolist()])}
    ids = result.photo_ids.tolist()
    scores = _looks(result)
    evidence = evidence_of(engine, result) if has_why else Evidence({}, {})
    is_ranked = result.scores is not None
    bands = [Band.STRONG] * len(ids) if result.bands is None else result.bands.tolist()
    hits = [
        (photos[photo_id], score, band)
        for photo_id, score, band in zip(ids, scores, bands, strict=True)
        if photo_id in photos
    ]
    return [
        {
            "rank": rank,
            "path": os.fspath(photo.path),
            "score": None if score is None else round(score, 6),
            "match": Band(band).word,
            **({"why": _why(engine, photo.photo_id) if band and is_ranked else []} if has_why else {}),
            **({"texts": evidence.texts_json(photo.photo_id)} if has_why and is_ranked else {}),
            **({"agrees": evidence.agreements_json(photo.photo_id)} if has_why else {}),
        }
        for rank, (photo, score, band) in enumerate(hits, 1)
    ]


def query_words(query: SearchQuery) -> str:
    """The query as a person gave it."""
    wanted = _wanted_words(query)
    unwanted = [f'-"{text}"' if " " in text else f"-{text}" for text in query.not_texts]
    return " ".join([*([wanted] if wanted else []), *unwanted])


def _wanted_words(query: SearchQuery) -> str:
    """What photos are to show: words, and the files of pictures."""
    pictures = [os.fspath(term.path) for term in query.images if term.path is not None]
    return " + ".join([*([query.text] if query.text else []), *pictures])


def _looks(result: SearchResult) -> list[float | None]:
    """The score of each hit by its look, even where what it is called went into its rank; None where nobody looked."""
    if result.scores is None:
        return [None] * len(result.photo_ids)
    by_look = next((one.scores for one in result.evidence if one.source == _LOOK), result.scores)
    return [None if math.isnan(score) else score for score in by_look.tolist()]


def _why(engine: Engine, photo_id: PhotoId) -> list[dict[str, object]]:
    reasons = engine.asking.why(photo_id)
    return [{"zh": reason.chinese, "en": reason.english, "fit": round(reason.fit, 2)} for reason in reasons]


def _as_json(result: SearchResult, rows: list[dict[str, object]], understood: Understood | None) -> dict[str, object]:
    return {
        "query": query_words(result.query),
        "understood": None if understood is None else understood_json(understood),
        "encoder": result.encoder_id,
        "took_ms": round(result.took_ms, 2),
        "found": result.found,
        "strong": result.strong,
        "possible": result.possible,
        "hits": rows,
        "unknown_words": list(result.unknown_words),
        "unplaced": result.is_unplaced,
        "unread": result.unread,
        "emojis": [{"emoji": name.emoji, "zh": name.chinese, "en": name.english} for name in result.emojis],
    }


def _lines(engine: Engine, result: SearchResult) -> dict[str, str]:
    """Path -> why the photo was found, beside its look, in one line."""
    evidence = evidence_of(engine, result)
    found = dict.fromkeys((*evidence.texts, *evidence.agreements))
    return {os.fspath(photo.path): evidence.line(photo.photo_id) for photo in engine.library.photos(list(found))}


def _say_rows(rows: list[dict[str, object]], lines: dict[str, str]) -> None:
    """A line each; that those which follow merely may fit, or do not, and why each was found, is said beside them."""
    last = Band.STRONG.word
    for row in rows:
        if row["match"] != last:
            is_first = row is rows[0]
            last = str(row["match"])
            if last == Band.POSSIBLE.word:
                say_aside(words.perhaps_text() if is_first else words.perhaps_also_text())
            elif is_first:
                say_aside(words.nearest_text())
            else:
                say_aside(words.far_text())
        score = "" if row["score"] is None else f"{row['score']:.4f}  "
        say(f"{row['rank']:>4}  {score}{row['path']}")
        if line := lines.get(str(row["path"])):
            say_aside(f"      {line}")


def _say_left_out(result: SearchResult, listed: int) -> None:
    """Say on standard error how many photos are not listed, and how they are."""
    further = result.strong + result.possible - listed
    far = result.total - result.strong - result.possible
    if further > 0:
        say_aside(words.further_text(further))
    if far > 0:
        say_aside(words.left_out_text(far))


def _explain(engine: Engine, result: SearchResult) -> None:
    """Say on standard error what a list of hits cannot say itself."""
    if result.is_unplaced:
        say_aside(words.unplaced_text())
    if result.emojis:
        say_aside(words.emojis_text(result.emojis))
    if result.unknown_words:
        say_aside(words.unknown_words_text(result.unknown_words))
    if not engine.library.roots():
        say_aside(no_folder())
    elif not result.total:
        say_aside(words.no_photos_text() if result.query.filters.is_empty else words.filtered_out_text())
    elif result.found is Found.NOTHING:
        is_by_picture = bool(result.query.images) and not result.query.text
        nothing = words.nothing_found_text(_wanted_words(result.query), result.query.not_texts)
        say_aside(words.none_alike_text() if is_by_picture else nothing)
    if result.unread:
        say_aside(words.colours_unread_text(result.unread))
