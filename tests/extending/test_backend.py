"""A backend passes the tests that all of them pass. ``test_another_backend`` adds and finds photos with this one."""

from __future__ import annotations

from tests.extending.numpy_index import NUMPY
from tests.unit.index.conformance import Conformance, like_a_dictionary


class TestNumpy(Conformance):
    backend = NUMPY


TestNumpyLikeADictionary = like_a_dictionary(NUMPY)
