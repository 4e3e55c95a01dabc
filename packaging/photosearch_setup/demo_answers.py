"""Runs inside the environment: reads queries as a JSON list on standard input and writes their hits as a JSON list.

One process for all of them, so that the encoder is loaded once.
"""

from __future__ import annotations

import json
import sys

from photosearch.cli.hits import hit_rows
from photosearch.cli.opening import opened_engine
from photosearch.types.queries import SearchQuery


def main() -> None:
    """One answer a query, in the same order."""
    queries = json.loads(sys.stdin.read())
    with opened_engine() as engine:
        answers = []
        for text in queries:
            result = engine.asking.search(SearchQuery(text=text, limit=3))
            shown = {"strong": result.strong, "possible": result.possible}
            answers.append({"query": text, "hits": hit_rows(engine, result), **shown})
    print(json.dumps(answers))


if __name__ == "__main__":
    main()
