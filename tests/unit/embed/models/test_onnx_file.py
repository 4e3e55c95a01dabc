"""What an ONNX file says of itself is told without loading it, and a damaged one ends in an error."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from photosearch.embed.known_models import KNOWN_MODELS, identify_graph
from photosearch.embed.models.onnx_file import look_into
from photosearch.errors import ModelWeightsError
from tests.hub_graphs import write_telling_graph
from tests.packages import _image_tower

VIT_B_16 = KNOWN_MODELS[1]


def test_it_tells_what_a_graph_takes_and_gives_and_its_weights(tmp_path: Path) -> None:
    found = look_into(write_telling_graph(tmp_path / "model.onnx", VIT_B_16, "Relu"))
    assert found.inputs == {"input_ids", "pixel_values"}
    assert found.outputs == {"text_embeds", "image_embeds"}
    assert found.kinds == {"Relu"}
    assert found.weights["w0"] == (768, 3, 16, 16)


@pytest.mark.parametrize("model", KNOWN_MODELS[1:], ids=lambda model: model.name)
def test_a_model_is_told_by_shapes_whatever_its_weights_are_called(model: object, tmp_path: Path) -> None:
    assert isinstance(model, type(VIT_B_16))
    shapes = [*model.shapes.values(), (21128, 768)]
    turned = [(1, *shape) if len(shape) == 2 and shape[0] < 600 else shape for shape in shapes]
    assert identify_graph(turned) is model
    assert identify_graph(turned[1:]) is not model


@pytest.mark.parametrize("data", [b"", b"\x00", b"nothing", b"\x3a\xff\xff\xff\xff\x0f", b"\xff" * 20])
def test_other_bytes_are_no_graph(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(data)
    with pytest.raises(ModelWeightsError, match="no ONNX graph"):
        look_into(tmp_path / "model.onnx")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 2000), flips=st.lists(st.tuples(st.integers(0, 2000), st.integers(1, 255)), max_size=3))
def test_damage_ends_in_an_error_or_in_an_answer(cut: int, flips: list[tuple[int, int]], tmp_path: Path) -> None:
    """Never in anything else, such as an index beyond the end."""
    data = bytearray(_image_tower(0)[:cut])
    for at, bits in flips:
        if at < len(data):
            data[at] ^= bits
    (tmp_path / "model.onnx").write_bytes(data)
    try:
        found = look_into(tmp_path / "model.onnx")
    except ModelWeightsError:
        return
    assert found.outputs
