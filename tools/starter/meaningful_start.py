"""First values of a text tower: pieces mean what the words around them mean, the last layer is fitted.

Starting there instead of at random saves most of the epochs a text tower spends on learning what single words mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import torch
from torch import Tensor, nn

from tools.starter.lessons import Lessons

START_DEVIATION = 0.05
RIDGE = 0.01


def piece_values(lessons: Lessons, token_rows: Iterable[Sequence[int]], size: tuple[int, int]) -> Tensor:
    """Piece table [pieces, width]: the mean meaning of the texts a piece occurs in, on the main axes of all meanings.

    Short texts weigh more (a word of one piece means what its piece means); pieces in no text keep random values.
    """
    pieces, width = size
    centred = lessons.meanings - lessons.meanings.mean(0)
    axes = torch.linalg.eigh(centred.T @ centred).eigenvectors.flip(1)[:, :width]
    meanings = centred @ axes
    sums = torch.zeros(pieces, width)
    weights = torch.zeros(pieces, 1)
    for row, tokens in enumerate(token_rows):
        inner = torch.tensor(tokens[1:-1], dtype=torch.int64)
        if len(inner) == 0:
            continue
        share = float(len(inner)) ** -2
        sums.index_add_(0, inner, meanings[row].expand(len(inner), -1) * share)
        weights.index_add_(0, inner, torch.full((len(inner), 1), share))
    table = torch.randn(pieces, width) * START_DEVIATION
    seen = weights.squeeze(1) > 0
    mean = sums[seen] / weights[seen]
    table[seen] = mean / mean.std() * START_DEVIATION
    table[0] = 0.0
    return table


def fit_last_layer(last: nn.Linear, pooled: Tensor, targets: Tensor) -> None:
    """Sets a linear layer to the ridge regression from pooled states [n, in] to target embeddings [n, out]."""
    mean, target_mean = pooled.mean(0), targets.mean(0)
    centred = pooled - mean
    gram = centred.T @ centred
    gram += RIDGE * gram.diagonal().mean() * torch.eye(len(gram))
    weights = torch.linalg.solve(gram, centred.T @ (targets - target_mean)).T
    with torch.no_grad():
        last.weight.copy_(weights)
        last.bias.copy_(target_mean - weights @ mean)
