"""What stands in the search field becomes a query."""

from __future__ import annotations

from photosearch.types import Filters, ImageTerm, PhotoId, Sort
from photosearch.ui.query_terms import PictureTerm, QueryTerms


def test_terms_become_a_query() -> None:
    likes = PictureTerm(ImageTerm(photo_id=PhotoId(3)), "IMG_3.jpg")
    avoids = PictureTerm(ImageTerm(data=b"x"), "")
    filters = Filters(formats=frozenset({"JPEG"}))
    query = QueryTerms(" sea ", (likes,), ("people",), (avoids,)).to_query(filters, Sort.NEWEST)
    assert (query.text, query.images, query.not_texts) == ("sea", (likes.term,), ("people",))
    assert (query.not_images, query.filters, query.sort) == ((avoids.term,), filters, Sort.NEWEST)
    assert query.limit > 0


def test_no_terms_browse_everything() -> None:
    terms = QueryTerms("  ")
    assert terms.is_empty
    assert terms.to_query(Filters(), Sort.NEWEST).limit == 0
