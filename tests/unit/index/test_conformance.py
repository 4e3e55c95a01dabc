"""Every backend keeps the promises of the protocol: FAISS in each of its tiers, and a plain matrix."""

from __future__ import annotations

from functools import partial

from photosearch.index.faiss import saved_index
from photosearch.index.faiss.faiss_index import CODED_TIER, EXACT_TIER, FaissIndex
from photosearch.index.opening import FAISS, Backend
from photosearch.index.vector_index import KeptIndex
from tests.numpy_index import NUMPY
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


class TestNumpy(Conformance):
    backend = NUMPY


TestFaissExactLikeADictionary = like_a_dictionary(FAISS)
TestFaissByCodesLikeADictionary = like_a_dictionary(CODED)
TestNumpyLikeADictionary = like_a_dictionary(NUMPY)
