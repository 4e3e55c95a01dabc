"""An empty torchvision for the moment in which cn_clip is imported."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType


@contextmanager
def torchvision_stood_in() -> Iterator[None]:
    """Lets cn_clip be imported without torchvision.

    cn_clip imports five names of torchvision.transforms for the image transform, which is not used here. The real
    package costs seconds to import, and fails where its compiled operators do not match torch ("operator
    torchvision::nms does not exist"). So, unless somebody imported it already, an empty stand-in takes its place for
    the moment of the import.
    """
    if "torchvision.transforms" in sys.modules:
        yield
        return
    transforms = ModuleType("torchvision.transforms")
    for name in ("Compose", "ToTensor", "Normalize", "Resize", "InterpolationMode"):
        setattr(transforms, name, None)
    torchvision = ModuleType("torchvision")
    torchvision.transforms = transforms  # type: ignore[attr-defined]
    stand_ins = {"torchvision": torchvision, "torchvision.transforms": transforms}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name, stand_in in stand_ins.items():
            if sys.modules.get(name) is stand_in:
                del sys.modules[name]
