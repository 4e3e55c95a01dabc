"""Folders as a tree: each with what choosing it shows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from photosearch.types.folder_tree import folder_tree

names = st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=3)
paths = st.lists(names, max_size=4).map("/".join)
counts = st.dictionaries(paths, st.integers(1, 50), max_size=12)


def test_a_folder_counts_what_is_below_it_and_those_on_the_way_are_there() -> None:
    tree = folder_tree([("", 1), ("2024/Summer/Beach", 5), ("2024/Summer", 3), ("2023", 2)])
    told = [(folder.relative_path, folder.name, folder.photos) for folder in tree.below()]
    assert told == [
        ("2023", "2023", 2),
        ("2024", "2024", 8),
        ("2024/Summer", "Summer", 8),
        ("2024/Summer/Beach", "Beach", 5),
    ]
    assert (tree.relative_path, tree.photos) == ("", 11)


@given(counts)
def test_every_photo_counts_in_each_folder_that_it_lies_below(given_counts: dict[str, int]) -> None:
    tree = folder_tree(given_counts.items())
    assert tree.photos == sum(given_counts.values())
    folders = list(tree.below())
    assert len({folder.relative_path for folder in folders}) == len(folders)
    for folder in folders:
        inside = [n for path, n in given_counts.items() if f"{path}/".startswith(f"{folder.relative_path}/")]
        assert folder.photos == sum(inside) > 0
        assert [child.name for child in folder.children] == sorted(child.name for child in folder.children)
