"""Marks for tests: plain ones, and any that there can be."""

from __future__ import annotations

from hypothesis import strategies as st

from photosearch.types.marks import HASH_BYTES, LATEST_MS, LONGEST_NAME, MOST_STARS, Mark, MarkKind, MarkValue

HASH = bytes(range(HASH_BYTES))


def make_mark(
    kind: MarkKind = MarkKind.FAVOURITE,
    value: MarkValue = True,
    *,
    content_hash: bytes = HASH,
    name: str = "",
    changed_at_ms: int = 1000,
    is_removed: bool = False,
) -> Mark:
    """A favourite unless something else is said."""
    return Mark(content_hash, kind, name, value, changed_at_ms, is_removed)


_shares = st.floats(0, 1)
_names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=LONGEST_NAME).filter(
    lambda name: not name.isspace()
)
_values = {
    MarkKind.FAVOURITE: st.booleans(),
    MarkKind.RATING: st.integers(0, MOST_STARS),
    MarkKind.ALBUM: st.just(True),
    MarkKind.PERSON: st.just(True) | st.tuples(_shares, _shares, _shares, _shares),
    MarkKind.TAG: st.booleans(),
    MarkKind.HIDDEN: st.booleans(),
}


@st.composite
def any_marks(
    draw: st.DrawFn,
    hashes: st.SearchStrategy[bytes] = st.binary(min_size=HASH_BYTES, max_size=HASH_BYTES),  # noqa: B008
    names: st.SearchStrategy[str] = _names,
    times_ms: st.SearchStrategy[int] = st.integers(0, LATEST_MS),  # noqa: B008
) -> Mark:
    """Any mark that there can be."""
    kind = draw(st.sampled_from(MarkKind))
    name = draw(names) if kind.has_name else ""
    return Mark(draw(hashes), kind, name, draw(_values[kind]), draw(times_ms), draw(st.booleans()))
