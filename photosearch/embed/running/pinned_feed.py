"""Brings images to a CUDA device while it computes earlier ones: two pinned buffers and a stream for the transfers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from photosearch.types.arrays import UInt8Array

if TYPE_CHECKING:
    import torch


class PinnedFeed:
    """Owns the buffers; for one thread. Only pinned memory travels while the device computes."""

    def __init__(self, rows: int, size_px: int) -> None:
        """Take the buffers for chunks of at most ``rows`` squares; imports torch.

        Raises:
            RuntimeError: there is no CUDA device, or no memory that can be pinned.
        """
        import torch

        self._rows = rows
        shape = (rows, size_px, size_px, 3)
        self._buffers = [torch.empty(shape, dtype=torch.uint8, pin_memory=True) for _ in range(2)]
        self._sent = [torch.cuda.Event(), torch.cuda.Event()]  # type: ignore[no-untyped-call]
        self._transfers = torch.cuda.Stream()  # type: ignore[no-untyped-call]

    def chunks(self, pixels: UInt8Array) -> Iterator[torch.Tensor]:
        """``pixels`` uint8 [n, size_px, size_px, 3] chunk by chunk on the device, ready for the current stream."""
        import torch

        for number, start in enumerate(range(0, len(pixels), self._rows)):
            rows = pixels[start : start + self._rows]
            buffer, sent = self._buffers[number % 2][: len(rows)], self._sent[number % 2]
            # The device must have read what was in this buffer before: two chunks ago, or at the end of the last call.
            sent.synchronize()
            buffer.numpy()[:] = rows
            with torch.cuda.stream(self._transfers):
                on_device = buffer.to("cuda", non_blocking=True)
                sent.record(self._transfers)
            computing = torch.cuda.current_stream()
            computing.wait_event(sent)
            # Allocated on the other stream: its memory may go to the next transfer only when this stream is through.
            on_device.record_stream(computing)
            yield on_device
