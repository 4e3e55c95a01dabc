"""FAISS keeps the promises of the protocol in each of its tiers."""

from __future__ import annotations

from functools import partial

from photosearch.index.faiss import saved_index
from photosearch.index.faiss.faiss_index import CODED_TIER, EXACT_TIER, FaissIndex
from photosearch.index.opening import FAISS, Backend
from photosearch.index.vector_index import KeptIndex
from tests.unit.index.conformance import Conformance, like_a_dictionary

CODED = Backend(partial(FaissIndex, compress_from=1), saved_index.load)


class TestFaissExact(Conformance):
    backend = FAISS

    def test_it_is_of_this_tier(self, hundred: KeptIndex) -> None:
        assert hundred.tier == EXACT_TIER


class TestFaissByCodes(Conformance):
    backend = CODED

    def test_it_is_of_this_tier(self, hundred: KeptIndex) -> None:
        assert hundred.tier == CODED_TIER


TestFaissExactLikeADictionary = like_a_dictionary(FAISS)
TestFaissByCodesLikeADictionary = like_a_dictionary(CODED)
