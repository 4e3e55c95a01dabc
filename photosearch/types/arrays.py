"""The arrays that stages hand to each other, by their type."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Float32Array = NDArray[np.float32]


UInt8Array = NDArray[np.uint8]


Int16Array = NDArray[np.int16]


Int64Array = NDArray[np.int64]


StrArray = NDArray[np.str_]


UInt64Array = NDArray[np.uint64]


Float64Array = NDArray[np.float64]


BoolArray = NDArray[np.bool_]
