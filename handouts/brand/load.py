"""The brands of a workspace: from ``brands/<brand>/`` to values that a press can trust."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial

from handouts.brand.clinic import Clinic, clinics_of, read_clinics, valid_id
from handouts.brand.color import read_palette
from handouts.brand.forgiving import section, warn_unknown
from handouts.brand.logo import Logo, read_logo
from handouts.brand.memory import remembered
from handouts.brand.meta import read_meta
from handouts.brand.palette import Palette, derive
from handouts.brand.typography import Typefaces, read_typefaces
from handouts.diagnostics import Place, Problems, once
from handouts.reading import Map, Scalar, read_yaml
from handouts.textfile import decode_text
from handouts.workspace import Workspace

__all__ = ["Brand", "Common", "brand_names", "clinic_names", "load_brands", "read_common"]

FOLDER = "brands"
FILE = "_brand.yml"
LARGEST_BYTES = 64_000  # bytes
KNOWN = ("meta", "logo", "color", "typography", "defaults")


@dataclass(frozen=True)
class Brand:
    """A look, and the clinics that give handouts in it."""

    id: str
    name: str
    palette: Palette
    logo: Logo | None
    faces: Typefaces
    clinics: tuple[Clinic, ...]
    place: Place


@dataclass(frozen=True)
class Common:
    """What the clinics of a brand inherit: its name, its website or '', and details as written."""

    name: str
    website: str
    details: Map


def brand_names(workspace: Workspace) -> list[str]:
    """Return the folders of brands/ that hold a brand file, sorted."""
    return workspace.holders(FOLDER, FILE, Problems())


def clinic_names(workspace: Workspace) -> dict[str, list[str]]:
    """Return the ids of the clinics of each brand, sound or not, by the brand's id."""
    return {name: clinics_of(workspace, name) for name in brand_names(workspace)}


def load_brands(
    workspace: Workspace, problems: Problems, names: Collection[str] | None = None
) -> list[Brand]:
    """Read every brand of a workspace, or those of some names, sorted; tell of what is wrong.

    One with an error is left out.
    """
    there = workspace.holders(FOLDER, FILE, problems)
    wanted = there if names is None else [name for name in there if name in names]
    brands = [_load(workspace, name, problems) for name in wanted]
    return [brand for brand in brands if brand]


def read_common(workspace: Workspace, name: str, problems: Problems) -> Common | None:
    """Read what the clinics of a brand inherit; None where its file cannot be read."""
    place = Place(f"{FOLDER}/{name}/{FILE}")
    top = _read(workspace, place, problems)
    if top is None:
        return None
    meta = read_meta(top, name, Problems())  # what is wrong with it is told by a check of the brand
    own = section(section(top, "defaults", Problems()), "handouts", Problems())
    return Common(meta.name, meta.website, own)


def _load(workspace: Workspace, name: str, problems: Problems) -> Brand | None:
    """Read a brand, section by section; None where it has an error, or no clinic without one."""
    folder, faults = f"{FOLDER}/{name}", Problems()
    place = Place(f"{folder}/{FILE}")
    top = _read(workspace, place, faults) if valid_id(name, place, faults) else None
    if top is None:
        problems.extend(faults)
        return None
    warn_unknown(top, KNOWN, faults)
    own = section(section(top, "defaults", faults), "handouts", faults)
    meta = read_meta(top, name, faults)

    def kept(primary: str, second: str) -> Palette:
        key = f"palette {primary} {second}"
        return remembered(workspace, key, Palette, partial(derive, primary, second))

    palette = read_palette(top, _lines(workspace, place), faults, kept)
    logo = read_logo(workspace, folder, top, meta.name, faults)
    faces = read_typefaces(workspace, folder, top, _asks_for_faces(own), faults)
    of_clinics = Problems()
    clinics = tuple(read_clinics(workspace, name, meta, own, of_clinics))
    problems.extend([*once(faults), *of_clinics])
    if faults.failed or not clinics:
        return None
    return Brand(name, meta.name, palette, logo, faces, clinics, place)


def _read(workspace: Workspace, place: Place, problems: Problems) -> Map | None:
    """Read a brand file; an empty one is a brand that says nothing of itself."""
    faults = Problems()
    top = read_yaml(workspace, place.file, faults, lenient=True, limit=LARGEST_BYTES)
    if [problem.rule for problem in faults] == ["empty-file"]:
        return Map(place, {}, {})
    problems.extend(faults)
    return top


def _lines(workspace: Workspace, place: Place) -> list[str]:
    return decode_text(workspace.read(place.file), place.file).splitlines()


def _asks_for_faces(own: Map) -> bool:
    node = own.items.get("typefaces")
    return isinstance(node, Scalar) and node.value is True
