"""Opens a saved index again, mapped and verified."""

from __future__ import annotations

from pathlib import Path

from photosearch.errors import IndexFileError
from photosearch.index.faiss import index_file
from photosearch.index.faiss.faiss_index import EXACT_TIER, FaissIndex
from photosearch.types.ids import EncoderId


def load(place: Path, encoder_id: EncoderId, dim: int, generation: str) -> tuple[FaissIndex, int]:
    """What ``FaissIndex.save`` left in ``place`` for the store ``generation``, and the seq it stands at.

    Of an index that searches by codes the vectors' values are verified later (``FaissIndex.advance``): no search reads
    all of them.

    Raises:
        IndexFileError: missing, damaged, or made from something else; the detail says which. Rebuild it then.
    """
    manifest, data, prove = index_file.load(place, encoder_id, dim, generation)
    is_proven = manifest.tier == EXACT_TIER
    if is_proven:
        prove()
    index = FaissIndex.map(data, manifest.tier, None if is_proven else prove)
    if (len(index), index.dim) != (manifest.count, dim):
        raise IndexFileError(f"{len(index)} vectors of {index.dim} dimensions, not {manifest.count} of {dim}")
    return index, manifest.seq
