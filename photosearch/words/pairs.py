"""What is wrong with a file of captions or queries that a model is to be measured with."""

from __future__ import annotations

from photosearch.errors import EvaluationInputError
from photosearch.words.spoken import marked, translate

_PAIRS: dict[str, str] = {
    "pairs_absent": marked("Terminal", "there is no such file"),
    "pairs_unreadable": marked("Terminal", "it cannot be read: {error}"),
    "pairs_nothing": marked("Terminal", "there is no caption and no query in it"),
    "pairs_not_json": marked("Terminal", "this is not JSON: {error}"),
    "pairs_not_object": marked("Terminal", "this is not a JSON object"),
    "pairs_neither": marked("Terminal", "there is neither 'file' nor 'query'"),
    "pairs_no_query": marked("Terminal", "'query' is no text"),
    "pairs_no_relevant": marked("Terminal", "the query '{query}' has no relevant file"),
    "pairs_no_list": marked("Terminal", "'{field}' is no list of texts"),
    "pairs_no_file_name": marked("Terminal", "'file' is no file name"),
    "pairs_no_photo": marked("Terminal", "the photo '{name}' is not there"),
}


def pairs_sentence(error: EvaluationInputError) -> str:
    """Which file, which line of it where it is one, and why."""
    why = translate("Terminal", _PAIRS[error.code]).format(**error.facts)
    if not error.line:
        return f"{error.path}: {why}"
    return translate("Terminal", "{path}, line {line}: {why}").format(path=error.path, line=error.line, why=why)
