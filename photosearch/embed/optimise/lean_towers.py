"""The towers of a Chinese-CLIP network written for inference alone: the same embeddings, less work, a plainer graph.

Only the class token of the last block becomes the embedding, so that block computes its queries, its sum and its large
products for that token alone (7 % of ViT-B-16's products). Attention is written out as products and a softmax, which
runtimes recognise and fuse, and the scale of the queries is part of their weights.
"""

from __future__ import annotations

from typing import Any

import torch
from torch.nn import functional

_MASKED = -10000.0
"""What cn_clip's BERT adds to the scores of padding."""


def image_tower(network: Any) -> torch.nn.Module:  # noqa: ANN401 - cn_clip has no types
    """Normalised pixels float32 [n, 3, size, size] to float32 [n, dim]; a ResNet stays as cn_clip has it."""
    if hasattr(network.visual, "transformer"):
        return _VisionTransformer(network.visual).eval()
    return _AsItIs(network).eval()


def text_tower(network: Any) -> torch.nn.Module:  # noqa: ANN401
    """Token ids int64 [n, length], 0 as padding, to float32 [n, dim]."""
    return _Bert(network).eval()


class _AsItIs(torch.nn.Module):
    def __init__(self, network: Any) -> None:  # noqa: ANN401
        super().__init__()
        self.network = network

    def forward(self, pixels: torch.Tensor) -> Any:  # noqa: ANN401
        return self.network.encode_image(pixels)


class _Attention(torch.nn.Module):
    """From normalised tokens [n, length, width] to the heads' sums; ``first_only``: of the first token alone."""

    def __init__(self, weights: torch.Tensor, biases: torch.Tensor, heads: int, *, first_only: bool) -> None:
        """``weights`` [3 * width, width] and ``biases`` hold queries, keys and values in this order."""
        super().__init__()
        width = weights.shape[1]
        scale = (width // heads) ** -0.5
        query, key, value = (part.contiguous() for part in torch.split(weights, width))
        query_bias, key_bias, value_bias = (part.contiguous() for part in torch.split(biases, width))
        self.query, self.key, self.value = query * scale, key, value
        self.query_bias, self.key_bias, self.value_bias = query_bias * scale, key_bias, value_bias
        self.heads, self.first_only = heads, first_only

    def forward(self, tokens: torch.Tensor, mask: torch.Tensor | None = None) -> torch.Tensor:
        key = self._by_head(functional.linear(tokens, self.key, self.key_bias))
        value = self._by_head(functional.linear(tokens, self.value, self.value_bias))
        asking = tokens[:, :1] if self.first_only else tokens
        query = self._by_head(functional.linear(asking, self.query, self.query_bias))
        scores = query @ key.transpose(-1, -2)
        if mask is not None:
            scores = scores + mask
        sums = (scores.softmax(-1) @ value).transpose(1, 2)
        return sums.reshape(sums.size(0), sums.size(1), -1)

    def _by_head(self, rows: torch.Tensor) -> torch.Tensor:
        """[n, length, width] -> [n, heads, length, width of a head]."""
        width = self.key.shape[0]
        return rows.reshape(rows.size(0), rows.size(1), self.heads, width // self.heads).transpose(1, 2)


class _VisionTransformer(torch.nn.Module):
    def __init__(self, visual: Any) -> None:  # noqa: ANN401
        super().__init__()
        self.visual = visual
        blocks = list(visual.transformer.resblocks)
        self.attention = torch.nn.ModuleList(
            _Attention(
                block.attn.in_proj_weight,
                block.attn.in_proj_bias,
                block.attn.num_heads,
                first_only=block is blocks[-1],
            )
            for block in blocks
        )

    def forward(self, pixels: torch.Tensor) -> Any:  # noqa: ANN401
        visual = self.visual
        patches = visual.conv1(pixels).flatten(2).transpose(1, 2)
        first = visual.class_embedding + torch.zeros_like(patches[:, :1])
        tokens = visual.ln_pre(torch.cat([first, patches], 1) + visual.positional_embedding)
        for block, attention in zip(visual.transformer.resblocks, self.attention, strict=True):
            sums = attention(block.ln_1(tokens))
            tokens = tokens[:, : sums.size(1)] if attention.first_only else tokens
            tokens = tokens + block.attn.out_proj(sums)
            tokens = tokens + block.mlp(block.ln_2(tokens))
        return visual.ln_post(tokens[:, 0]) @ visual.proj


class _Bert(torch.nn.Module):
    def __init__(self, network: Any) -> None:  # noqa: ANN401
        super().__init__()
        self.network = network
        layers = list(network.bert.encoder.layer)
        self.attention = torch.nn.ModuleList(_bert_attention(layer, first_only=layer is layers[-1]) for layer in layers)

    def forward(self, token_ids: torch.Tensor) -> Any:  # noqa: ANN401
        bert = self.network.bert
        tokens = bert.embeddings(token_ids)
        mask = ((1.0 - token_ids.ne(0).float()) * _MASKED)[:, None, None, :]
        for layer, attention in zip(bert.encoder.layer, self.attention, strict=True):
            sums = attention(tokens, mask)
            tokens = tokens[:, :1] if attention.first_only else tokens
            tokens = layer.attention.output.LayerNorm(layer.attention.output.dense(sums) + tokens)
            inner = layer.intermediate.intermediate_act_fn(layer.intermediate.dense(tokens))
            tokens = layer.output.LayerNorm(layer.output.dense(inner) + tokens)
        return tokens[:, 0] @ self.network.text_projection


def _bert_attention(layer: Any, *, first_only: bool) -> _Attention:  # noqa: ANN401
    part = layer.attention.self
    linears = (part.query, part.key, part.value)
    return _Attention(
        torch.cat([linear.weight for linear in linears]),
        torch.cat([linear.bias for linear in linears]),
        part.num_attention_heads,
        first_only=first_only,
    )
