"""Two output folders held against each other: what changed, once, with the copies it touches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Literal

from PIL import Image, ImageFilter

from handouts.page import Templates
from handouts.pdf import apart, page_picture
from handouts.proof.differing import DPI, CopyDifference, Leaf, difference, near
from handouts.proof.webpage import data_address, faces_style, house_text, policy, webp
from handouts.store import Storage
from handouts.workers import Lost, Workers
from handouts.workspace import Workspace

__all__ = ["Difference", "Shown", "compare", "page_of"]

AROUND_PX = 9  # pixels that a mark is wide around a single pixel that differs
MARK, STRENGTH = (214, 64, 0), 110  # the colour of marks, and how much of it, of 255
MOST_SHOWN = 50  # pages of which there are pictures, some 40 kB each
LONGEST = 300  # letters of what is told of a page
STYLE = "styles/staff.css"
NOT_DRAWN = "not shown: there are many changes; open the files themselves"

ChangeKind = Literal["changed", "came", "went"]


@dataclass(frozen=True)
class Shown:
    """Pages that changed in the same way, and the first of them as WebP, before and after.

    Each picture is '' where there is none; what differs is marked in both.
    """

    pages: str
    old: str = ""
    new: str = ""


@dataclass(frozen=True)
class Difference:
    """One change, and the paths of the copies that it touches; the first of them is shown."""

    change: ChangeKind
    paths: tuple[str, ...]
    facts: tuple[str, ...] = ()
    shown: tuple[Shown, ...] = ()

    def __str__(self) -> str:
        """Tell it in one line, the copies counted."""
        copies = f"{len(self.paths)} {'copy' if len(self.paths) == 1 else 'copies'}"
        return f"{self.change}: {copies}{': ' if self.facts else ''}{'; '.join(self.facts)}"


@dataclass
class _Group:
    """Copies that changed in the same way, and the leaves of the first that did so alike."""

    copies: list[CopyDifference]
    leaves: list[list[Leaf]] = field(default_factory=list)

    def takes(self, copy: CopyDifference) -> bool:
        """Say whether a copy changed as the first one did, in the same places."""
        return all(map(near, self.copies[0].leaves, copy.leaves))

    def words(self, alike: Sequence[Leaf]) -> Sequence[str]:
        """Return what is told of the words of leaves: with those around where all have the same."""
        numbers = {leaf.number for leaf in alike}
        around = {
            leaf.passages for copy in self.copies for leaf in copy.leaves if leaf.number in numbers
        }
        return around.pop() if len(around) == 1 else tuple(map(_exchange, alike[0].words))


def compare(old: Storage, new: Storage, processes: int) -> list[Difference]:
    """Return what differs: each change once, the one with the most copies first.

    Copies share a change where the same words and links were exchanged on the same pages, and what
    differs to the eye stands in the same places of them. Raises OSError where a folder cannot be
    listed.
    """
    before, after = set(old.names()), set(new.names())
    both = sorted(before & after)
    with Workers(partial(_compared, old, new), processes) as team:
        copies = [
            CopyDifference(both[number], f"comparing it {differences.reason}")
            if isinstance(differences, Lost)
            else differences
            for number, differences in team.each(both)
            if differences is not None
        ]
    groups = _grouped(sorted(copies, key=lambda copy: copy.path))
    differences = [_told(group) for group in groups]
    jobs = [(n, k) for n, group in enumerate(groups) for k, _ in enumerate(group.leaves)]
    jobs = [(n, k) for n, k in jobs if groups[n].leaves[k][0].number][:MOST_SHOWN]
    with Workers(partial(_drawn, old, new, groups), processes) as team:
        for number, pictures in team.each(jobs):
            if not isinstance(pictures, Lost):
                n, k = jobs[number]
                shown = list(differences[n].shown)
                shown[k] = replace(shown[k], old=pictures[0], new=pictures[1])
                differences[n] = replace(differences[n], shown=tuple(shown))
    alone: tuple[tuple[ChangeKind, set[str]], ...] = (
        ("came", after - before),
        ("went", before - after),
    )
    differences += [Difference(change, tuple(sorted(paths))) for change, paths in alone if paths]
    return differences


def page_of(
    differences: Sequence[Difference], names: tuple[str, str], workspace: Workspace
) -> bytes:
    """Return a web page of differences, with the pages side by side; names are the folders'."""
    style = f"{faces_style()}\n{house_text(workspace, STYLE)}"
    context = {"found": differences, "names": names, "style": style, "policy": policy(style)}
    context |= {"not_drawn": NOT_DRAWN}
    return Templates(workspace).render("staff/diff.html.j2", context).encode()


def _compared(old: Storage, new: Storage, path: str) -> CopyDifference | None:
    return difference(path, old.read(path), new.read(path))


def _grouped(copies: Iterable[CopyDifference]) -> list[_Group]:
    """Put copies together that changed in the same way; the largest group first."""
    groups: dict[object, list[_Group]] = {}
    for copy in copies:
        alike = groups.setdefault(copy.change, [])
        group = next((group for group in alike if group.takes(copy)), None)
        if group is None:
            alike.append(_Group([copy], _alike(copy.leaves)))
        else:
            group.copies.append(copy)
    alike_groups = [group for alike in groups.values() for group in alike]
    return sorted(alike_groups, key=lambda group: (-len(group.copies), group.copies[0].path))


def _alike(leaves: Iterable[Leaf]) -> list[list[Leaf]]:
    """Put the leaves of a copy together that changed in the same way and places."""
    groups: list[list[Leaf]] = []
    for leaf in leaves:
        for alike in groups:
            if alike[0].change == leaf.change and near(alike[0], leaf):
                alike.append(leaf)
                break
        else:
            groups.append([leaf])
    return groups


def _told(group: _Group) -> Difference:
    """Return what is told of a group, without pictures."""
    fact = group.copies[0].fact
    facts = [f"{_pages(alike)}{_fact(alike[0], group.words(alike))}" for alike in group.leaves]
    shown = [Shown(_pages(alike).rstrip(": ")) for alike in group.leaves if alike[0].number]
    paths = tuple(copy.path for copy in group.copies)
    return Difference("changed", paths, (fact,) if fact else tuple(facts), tuple(shown))


def _fact(leaf: Leaf, passages: Iterable[str]) -> str:
    """Tell how a leaf differs."""
    if leaf.alone:
        return f"there {leaf.alone} only"
    words = " … ".join(passages)
    words = words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
    links = f"links [-{leaf.links[0]}-] {{+{leaf.links[1]}+}}" if any(leaf.links) else ""
    looks = "" if leaf.words or not leaf.where else "the same words look different"
    return ", ".join(part for part in (words, links, looks) if part)


def _exchange(words: tuple[str, str]) -> str:
    gone, came = words
    return f"{f'[-{gone}-]' if gone else ''} {f'{{+{came}+}}' if came else ''}".strip()


def _pages(leaves: Sequence[Leaf]) -> str:
    """Name pages, such as 'pages 1, 2 and 4: '; nothing for what has none."""
    *others, last = [str(leaf.number) for leaf in leaves]
    if last == "0":
        return ""
    return f"pages {', '.join(others)} and {last}: " if others else f"page {last}: "


def _drawn(
    old: Storage, new: Storage, groups: Sequence[_Group], job: tuple[int, int]
) -> tuple[str, str]:
    """Return a page of a group's first copy before and after, as WebP, with marks."""
    group, leaf = groups[job[0]], groups[job[0]].leaves[job[1]][0]
    path, number = group.copies[0].path, leaf.number - 1
    before = None if leaf.alone == "after" else page_picture(old.read(path), number, DPI)
    after = None if leaf.alone == "before" else page_picture(new.read(path), number, DPI)
    if before and after:
        mask = apart(before, after).point(lambda shade: 255 if shade else 0)
        wide = mask.filter(ImageFilter.MaxFilter(AROUND_PX)).point(lambda on: STRENGTH if on else 0)
        before, after = _marked(before, wide), _marked(after, wide)
    return _address(before), _address(after)


def _marked(page: Image.Image, mask: Image.Image) -> Image.Image:
    return Image.composite(Image.new("RGB", page.size, MARK), page, mask.crop((0, 0, *page.size)))


def _address(page: Image.Image | None) -> str:
    return data_address(webp(page), "image/webp") if page else ""
