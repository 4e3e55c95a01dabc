"""`photosearch model`."""

from __future__ import annotations

import dataclasses
import math
import shutil
from pathlib import Path

import pytest

from photosearch.embed.known_models import KNOWN_MODELS
from photosearch.ingest.model_optimiser import ModelOptimiser
from photosearch.settings import load_settings, save_settings
from photosearch.types.ids import EncoderId
from photosearch.types.optimisation import Fidelity, Precision, Trial, Verdict
from tests.checkpoints import write_telling_part
from tests.hub_graphs import write_telling_graph
from tests.packages import DIM, write_colour_package
from tests.photos import write_photos
from tests.terminal import Terminal

pytestmark = pytest.mark.usefixtures("plenty_of_memory")


def test_the_list_tells_what_is_active(terminal: Terminal) -> None:
    out = terminal.run("model", "list").out
    assert "active" in next(line for line in out.splitlines() if line.startswith("starter"))
    assert "GB to download" in out
    rows = terminal.run("model", "list", "--json").value["models"]
    starter = next(row for row in rows if row["name"] == "starter")
    assert starter["installed"]
    assert starter["active"]
    assert {row["name"] for row in rows} >= {"starter", "ViT-B-16", "RN50"}


def test_another_model_is_used_after_the_library_is_embedded_with_it(terminal: Terminal, photos: Path) -> None:
    write_photos(photos, 3)
    terminal.run("add", photos)
    write_colour_package(terminal.folders.models / "other", name="other", seed=1)
    answer = terminal.run("model", "use", "other")
    assert answer.code == 0, answer
    value = terminal.run("status", "--json").value
    assert value["encoder"].startswith("other-1-")
    assert value["embedded"] == 3


@pytest.mark.logs("the encoder cannot be loaded", "background work stopped")
def test_a_model_that_turns_out_to_be_unusable_is_not_said_to_answer(terminal: Terminal, photos: Path) -> None:
    write_photos(photos, 1)
    terminal.run("add", photos)
    package = write_colour_package(terminal.folders.models / "other", name="other", seed=1)
    (package / "image.onnx").write_bytes(b"damaged")
    terminal.assert_wrong("model", "use", "other", says="other cannot be used, starter goes on answering: The files")


@pytest.mark.logs("ViT-B-16 is not installed")
def test_a_chosen_model_that_is_gone_is_no_dead_end(terminal: Terminal) -> None:
    settings = load_settings(terminal.folders.settings)
    save_settings(dataclasses.replace(settings, encoder="ViT-B-16"), terminal.folders.settings)
    assert terminal.run("status").code == 0
    assert terminal.run("model", "list").code == 0


def test_a_model_that_was_left_tells_what_it_takes_and_is_removed(terminal: Terminal, photos: Path) -> None:
    write_photos(photos, 3)
    terminal.run("add", photos)
    write_colour_package(terminal.folders.models / "other", name="other", seed=1)
    terminal.run("model", "use", "other")
    line = next(line for line in terminal.run("model", "list").out.splitlines() if line.startswith("starter"))
    assert "weights " in line
    assert f", embeddings {3 * DIM * 2} bytes" in line
    answer = terminal.run("model", "remove", "STARTER")
    assert (answer.code, answer.err) == (0, "")
    assert "part of photosearch" in answer.out
    rows = {row["name"]: row["takes"] for row in terminal.run("model", "list", "--json").value["models"]}
    assert rows["starter"]["embeddings_bytes"] == rows["starter"]["index_bytes"] == 0
    assert rows["other"]["embeddings_bytes"] == 3 * DIM * 2
    assert rows["ViT-B-16"] is None


def test_what_an_uninstalled_model_left_behind_is_listed_and_removed(terminal: Terminal, photos: Path) -> None:
    write_photos(photos, 2)
    terminal.run("add", photos)
    package = write_colour_package(terminal.folders.models / "other", name="other", seed=1)
    terminal.run("model", "use", "other")
    terminal.run("model", "use", "starter")
    shutil.rmtree(package)
    line = terminal.run("model", "list").out.splitlines()[-1]
    assert line.split()[:4] == ["other", "left", "behind", "embeddings"]
    (left,) = terminal.run("model", "list", "--json").value["left_behind"]
    assert (left["name"], left["takes"]["weights_bytes"]) == ("other", 0)
    answer = terminal.run("model", "remove", "other")
    assert answer.out.startswith("other was removed, with what was made with it: embeddings ")
    assert terminal.run("model", "list", "--json").value["left_behind"] == []
    terminal.assert_wrong("model", "remove", "other", says="There is no model called")


def test_a_model_that_is_not_here_is_not_said_to_be_unknown(terminal: Terminal) -> None:
    said = "ViT-B-16 is not installed and has nothing in the library."
    terminal.assert_wrong("model", "remove", "vit-b-16", says=said)


def test_the_model_in_use_is_not_removed(terminal: Terminal) -> None:
    terminal.assert_wrong("model", "remove", "starter", says="it cannot be removed. `photosearch model use NAME`")


def test_mistakes_are_a_sentence(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "not.pt").write_bytes(b"no checkpoint")
    terminal.assert_wrong("model", says="ACTION")
    terminal.assert_wrong("model", "use", "none", says='There is no model called "none". There are ')
    terminal.assert_wrong("model", "use", "ViT-B-16", says="not installed")
    terminal.assert_wrong("model", "install", "none", says='There is no model called "none". There are RN50')
    terminal.assert_wrong("model", "install", "", says="There is no model")
    terminal.assert_wrong("model", "install", "RN50", "--file", "", says="the path is empty")
    terminal.assert_wrong("model", "install", tmp_path / "none.pt", says="There is no file")
    terminal.assert_wrong("model", "install", "ViT-B-16", "--file", tmp_path / "none.pt", says="There is no file")
    terminal.assert_wrong("model", "install", tmp_path / "not.pt", says=f"{tmp_path / 'not.pt'}: This is a text")
    terminal.assert_wrong("model", "install", __file__, says="describes a model, not its weights")
    (tmp_path / "empty").mkdir()
    terminal.assert_wrong("model", "install", tmp_path / "empty", says="There are no weights in this folder")
    terminal.assert_wrong("model", "export", "none", says='There is no model called "none"')
    terminal.assert_wrong("model", "export", "ViT-B-16", says="not installed")
    terminal.assert_wrong("model", "export", "ViT-B-16", tmp_path / "not.pt", says="is there already")


def test_a_model_is_handed_over_in_one_file(terminal: Terminal, tmp_path: Path) -> None:
    package = write_colour_package(terminal.folders.models / "ViT-B-16-optimised", name="ViT-B-16", dim=512)
    answer = terminal.run("model", "export", "vit-b-16", tmp_path / "handed.zip")
    assert (answer.code, answer.err) == (0, "")
    assert f"`photosearch model install {tmp_path / 'handed.zip'}`" in answer.out
    shutil.rmtree(package)
    answer = terminal.run("model", "install", tmp_path / "handed.zip")
    assert answer.code == 0, answer
    assert answer.out == "Installed. `photosearch model use ViT-B-16` lets it answer.\n"
    rows = terminal.run("model", "list", "--json").value["models"]
    assert next(row for row in rows if row["name"] == "ViT-B-16")["installed"]


def test_the_published_graph_becomes_a_package_at_once(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    verdict = Verdict(EncoderId("x"), (Trial("image", Precision.INT8, Fidelity(0.9996, 0.999, 1.0), 0.1, 0.3),))
    monkeypatch.setattr(ModelOptimiser, "make_from_graph", lambda self, model, graph, **_others: verdict)
    answer = terminal.run("model", "install", write_telling_graph(tmp_path / "model_fp16.onnx", KNOWN_MODELS[1]))
    assert answer.code == 0, answer
    assert "3.0 times as fast as the original" in answer.out
    assert answer.out.endswith("Installed. `photosearch model use ViT-B-16` lets it answer.\n")


def test_optimising_takes_an_installed_chinese_clip(terminal: Terminal, tmp_path: Path) -> None:
    terminal.assert_wrong("model", "optimize", says="not installed")
    terminal.assert_wrong("model", "optimize", "ViT-B-16", says="not installed")
    answer = terminal.run("model", "optimise", "ViT-B-16", "--undo")
    assert (answer.code, answer.out) == (0, "ViT-B-16 was not optimised.\n")


def test_a_model_that_cannot_be_optimised_is_installed_all_the_same(terminal: Terminal, tmp_path: Path) -> None:
    file = write_telling_part(tmp_path / "mine.pt", KNOWN_MODELS[0])
    answer = terminal.run("model", "install", file)
    assert answer.code == 0, answer
    assert "`photosearch model use RN50`" in answer.out
    assert "RN50 is used as it is: " in answer.err
    terminal.assert_wrong("model", "optimize", "RN50", says="does not fit the model")


def test_the_verdict_is_told_with_its_figures(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    faithful, other = Fidelity(0.9996, 0.999, 1.0), Fidelity(0.99, 0.98, 0.5)
    trials = (
        Trial("image", Precision.INT8, other, 0.1, 0.3),
        Trial("image", Precision.INT8_BLOCKS, faithful, 0.1, 0.3),
        Trial("text", Precision.INT8, None, math.inf, 0.3, "does not run"),
    )
    for encoder_id, says in ((EncoderId("x"), "RN50 is optimised."), (None, "Nothing faster is faithful enough")):
        verdict = Verdict(encoder_id, trials)
        monkeypatch.setattr(ModelOptimiser, "run", lambda self, name, verdict=verdict, **_others: verdict)
        out = terminal.run("model", "optimize", "RN50").out.splitlines()
        assert "refused" in out[0]
        assert "3.0 times as fast as the original, cosine 0.9996, nearest pictures 100%" in out[1]
        assert "does not run" in out[2]
        assert out[3].startswith(says)
