"""Runs a query and prints its hits, as lines or as one JSON object."""

from __future__ import annotations

import os

from photosearch.cli.lines import say, say_aside
from photosearch.cli.opening import print_json
from photosearch.engine.engine import Engine
from photosearch.types.ids import PhotoId
from photosearch.types.queries import SearchQuery, SearchResult
from photosearch.words.hits import filtered_out_text, no_photos_text, unknown_words_text, weak_text
from photosearch.words.usage import no_folder


def print_hits(engine: Engine, query: SearchQuery, *, is_json: bool) -> int:
    """Ask ``query`` and print what comes; no hit is an answer too."""
    result = engine.asking.search(query)
    rows = hit_rows(engine, result)
    if is_json:
        print_json(
            {
                "query": query_words(query),
                "encoder": result.encoder_id,
                "took_ms": round(result.took_ms, 2),
                "hits": rows,
                "unknown_words": list(result.unknown_words),
                "is_weak": result.is_weak,
            }
        )
        return 0
    _explain(engine, result)
    for row in rows:
        say(f"{row['rank']:>4}  {row['score']:.4f}  {row['path']}")
    return 0


def hit_rows(engine: Engine, result: SearchResult) -> list[dict[str, object]]:
    """One row a hit: rank from 1, path, score (cosine, larger is better)."""
    photos = {photo.photo_id: photo for photo in engine.library.photos([PhotoId(i) for i in result.photo_ids.tolist()])}
    scores = result.scores.tolist() if result.scores is not None else [0.0] * len(result.photo_ids)
    hits = [
        (os.fspath(photos[PhotoId(photo_id)].path), score)
        for photo_id, score in zip(result.photo_ids.tolist(), scores, strict=True)
        if photo_id in photos
    ]
    return [{"rank": rank, "path": path, "score": round(score, 6)} for rank, (path, score) in enumerate(hits, 1)]


def query_words(query: SearchQuery) -> str:
    """The query as a person gave it."""
    pictures = [os.fspath(term.path) for term in query.images if term.path is not None]
    wanted = " + ".join([*([query.text] if query.text else []), *pictures])
    unwanted = [f'-"{text}"' if " " in text else f"-{text}" for text in query.not_texts]
    return " ".join([*([wanted] if wanted else []), *unwanted])


def _explain(engine: Engine, result: SearchResult) -> None:
    """Say on standard error what a list of hits cannot say itself."""
    if result.unknown_words:
        say_aside(unknown_words_text(result.unknown_words))
    if not engine.library.roots():
        say_aside(no_folder())
    elif not result.photo_ids.size:
        say_aside(no_photos_text() if result.query.filters.is_empty else filtered_out_text())
    elif result.is_weak:
        say_aside(weak_text())
