"""Step 3b: tunes the image tower on captions and labels, not only the heads on it.

    python -m tools.starter.finetune --data DATA --work WORK --out TUNED --seed 1

starts from the published backbone and the heads of step 3 in WORK, and leaves a work folder of its own in TUNED: the
backbone, its features of every photo and the heads, for `align`, `distil` and `export`. On a CUDA device the whole
tower is tuned from pixels in minutes; on a CPU its deep blocks are, from the maps of WORK, in two hours (`--part` says
which; most is gained in the first 10 epochs). The untuned backbone holds what the tower knows of ImageNet's 1,000
classes (Li and Hoiem, "Learning without Forgetting", ECCV 2016), the weights are averaged over the steps, and may end
part of the way from the start to the end (Wortsman et al., "Robust fine-tuning of zero-shot models", CVPR 2022): both
keep words that no caption has.
"""

from __future__ import annotations

import argparse
import copy
import math
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import kl_div, log_softmax

from tools.starter.align import AlignSettings, alignment_loss
from tools.starter.backbone import TUNED, Backbone, load_backbone, pooled_part
from tools.starter.corpus import Corpus, load_corpus
from tools.starter.models import ImageHead, SentenceHead
from tools.starter.pseudo import PseudoPhotos
from tools.starter.report import retrieval_line, validation_rows
from tools.starter.tuned_part import DeepBlocks, TunedPart, WholeTower

TEMPERATURE = 2.0


@dataclass(frozen=True)
class TuneSettings:
    """Everything that shapes one run of this step."""

    seed: int = 1
    epochs: int = 24
    batch: int = 256
    labelled_batch: int = 64
    backbone_rate: float = 3e-4
    head_rate: float = 3e-4
    weight_decay: float = 0.05
    keep_weight: float = 1.0
    average: float = 0.99
    whole_share: float = 0.25
    refresh: int = 100
    """Steps after which the pseudo-photos follow the tuned backbone."""
    blend: float = 1.0
    """How far the kept weights go from the start (0) to the end of the tuning (1)."""
    views: int = 4
    """Views of every photo whose features are kept for the heads; a CPU has no more than those of WORK."""


def main() -> None:
    """Reads the arguments, tunes and writes the work folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--with-validation", action="store_true", help="train on the validation split too")
    parser.add_argument("--tag", default="")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--part", choices=("whole", "deep"), default="whole" if torch.cuda.is_available() else "deep")
    parser.add_argument("--threads", type=int, default=1)
    for name, value in TuneSettings().__dict__.items():
        parser.add_argument("--" + name.replace("_", "-"), type=type(value), default=value)
    arguments = parser.parse_args()
    settings = TuneSettings(**{name: getattr(arguments, name) for name in TuneSettings().__dict__})
    torch.set_num_threads(arguments.threads)
    torch.backends.cudnn.benchmark = True
    corpus = load_corpus(arguments.data, arguments.work, frozenset(), arguments.with_validation, arguments.device)
    heads = torch.load(arguments.work / f"align{arguments.tag}-{settings.seed}.pt", map_location=arguments.device)
    untuned = load_backbone().to(arguments.device, memory_format=torch.channels_last).requires_grad_(False)
    part: TunedPart = (
        WholeTower(corpus, untuned, settings.whole_share, settings.seed, arguments.threads)
        if arguments.part == "whole"
        else DeepBlocks(corpus, arguments.work, settings.seed)
    )
    tuning = Tuning(corpus, part, untuned, settings, heads)
    tuning.run()
    save(tuning.blended(settings.blend), corpus, part, arguments, settings)


class Tower(nn.Module):
    """What is tuned together."""

    def __init__(self, backbone: Backbone, images: ImageHead, sentences: SentenceHead) -> None:
        super().__init__()
        self.backbone = backbone
        self.images = images
        self.sentences = sentences
        self.scale = nn.Parameter(torch.tensor(math.log(20.0)))


class Tuning:
    """One run: draws crops, sums the losses, steps, averages."""

    def __init__(
        self,
        corpus: Corpus,
        part: TunedPart,
        untuned: Backbone,
        settings: TuneSettings,
        heads: Mapping[str, Mapping[str, Tensor]],
    ) -> None:
        torch.manual_seed(settings.seed)
        self._corpus = corpus
        self._part = part
        self._settings = settings
        self._losses = replace(AlignSettings(), seed=settings.seed, pseudo_batch=2 * settings.labelled_batch)
        self._generator = np.random.default_rng(settings.seed)
        images = ImageHead(hidden=heads["image"]["mlp.0.weight"].shape[0], dropout=self._losses.dropout)
        images.load_state_dict(heads["image"])
        sentences = SentenceHead()
        sentences.load_state_dict(heads["sentence"])
        self._tower = Tower(copy.deepcopy(untuned).requires_grad_(True), images, sentences).to(corpus.device)
        self._start = copy.deepcopy(self._tower)
        self._average = copy.deepcopy(self._tower).requires_grad_(False)
        self._pseudo = PseudoPhotos(corpus, self._generator)

    def run(self) -> None:
        """Tunes for all epochs and prints validation figures for several blends at the end."""
        settings = self._settings
        steps = settings.epochs * (len(self._corpus.caption_rows) // settings.batch)
        optimiser = torch.optim.AdamW(self._groups())
        rates = [float(group["lr"]) for group in optimiser.param_groups]
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rates, total_steps=steps, pct_start=0.1)
        started_s = time.monotonic()
        for step in range(steps):
            loss = self._loss()
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(self._tower.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            self._follow(step)
            if step % settings.refresh == settings.refresh - 1:
                self._see_anew()
            if step % max(1, steps // 12) == 0:
                print(f"{step}/{steps} {time.monotonic() - started_s:.0f}s loss {loss.item():.3f}", flush=True)
        for share in (0.0, 0.5, 1.0):
            print(f"blend {share}: {self._validated(self.blended(share))}", flush=True)

    def blended(self, share: float) -> Tower:
        """The start moved by ``share`` towards the average of the tuned weights, in evaluation mode."""
        blended = copy.deepcopy(self._start)
        with torch.no_grad():
            for weight, tuned in zip(blended.parameters(), self._average.parameters(), strict=True):
                weight.lerp_(tuned, share)
        return blended.eval()

    def _groups(self) -> list[dict[str, object]]:
        settings = self._settings
        heads = [*self._tower.images.parameters(), *self._tower.sentences.parameters()]
        return [
            *self._part.groups(self._tower.backbone, settings.backbone_rate),
            {"params": heads, "lr": settings.head_rate, "weight_decay": settings.weight_decay},
            {"params": [self._tower.scale], "lr": settings.head_rate, "weight_decay": 0.0},
        ]

    def _loss(self) -> Tensor:
        settings, corpus, generator = self._settings, self._corpus, self._generator
        self._tower.images.train()
        self._tower.sentences.train()
        rows = generator.choice(corpus.caption_rows, settings.batch, replace=False)
        labelled = generator.choice(corpus.labelled_rows, settings.labelled_batch)
        # Batch statistics stay those of ImageNet: the backbone is in evaluation mode all the time.
        features, before = self._part.see(self._tower.backbone, np.concatenate([rows, labelled]))
        tower = self._tower
        drawn = self._pseudo.draw(self._losses.pseudo_batch)
        loss = alignment_loss(
            corpus, self._losses, generator, tower.images, tower.sentences, tower.scale, drawn,
            (rows, features[: len(rows)]), (labelled, features[len(rows) :]),
        )  # fmt: skip
        return loss + settings.keep_weight * self._forgotten(features, before)

    def _forgotten(self, features: Tensor, before: Tensor) -> Tensor:
        """How far the frozen classifier's opinion of the tuned features is from that of the untuned ones."""
        weight, bias = self._corpus.class_weights, self._corpus.class_bias
        now, then = (pooled_part(values) @ weight.T + bias for values in (features, before))
        gap = kl_div(
            log_softmax(now / TEMPERATURE, dim=1),
            log_softmax(then / TEMPERATURE, dim=1),
            reduction="batchmean",
            log_target=True,
        )
        return gap * TEMPERATURE**2

    def _follow(self, step: int) -> None:
        """Moves the average; early on it forgets faster, so that the start does not linger in it."""
        keep = min(self._settings.average, (1 + step) / (10 + step))
        with torch.no_grad():
            for kept, weight in zip(self._average.parameters(), self._tower.parameters(), strict=True):
                kept.lerp_(weight, 1 - keep)

    def _see_anew(self) -> None:
        """Features of all photos, and pseudo-photos with them, by the backbone as it is now."""
        rows = np.arange(len(self._corpus.photos))
        self._corpus.features = [self._part.view(self._average.backbone, 0, rows)]
        self._pseudo = PseudoPhotos(self._corpus, self._generator)

    def _validated(self, tower: Tower) -> str:
        rows = np.concatenate([np.array(part, np.int64) for part in validation_rows(self._corpus)])
        features = self._corpus.features[0].clone()
        features[torch.from_numpy(rows)] = self._part.view(tower.backbone, 0, rows)
        return retrieval_line(replace(self._corpus, features=[features]), tower.images, tower.sentences)


def save(tower: Tower, corpus: Corpus, part: TunedPart, arguments: argparse.Namespace, settings: TuneSettings) -> None:
    """Writes the work folder: backbone, heads, features of some views, and the texts of the other folder."""
    out: Path = arguments.out
    out.mkdir(parents=True, exist_ok=True)
    for view in range(settings.views):
        features = part.view(tower.backbone, view, np.arange(len(corpus.photos)))
        np.save(out / f"features-{view}.npy", features.cpu().numpy())
    tower = tower.cpu()
    torch.save(tower.backbone.state_dict(), out / TUNED)
    heads = {"image": tower.images.state_dict(), "sentence": tower.sentences.state_dict()}
    torch.save(heads, out / f"align{arguments.tag}-{settings.seed}.pt")
    for name in ("texts.json", "texts.npy"):
        if not (out / name).exists():
            os.link(os.path.realpath(arguments.work / name), out / name)


if __name__ == "__main__":
    main()
