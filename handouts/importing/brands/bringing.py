"""What was sent → a brand: read as a build would read it, before anything is written."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from string import Template

from handouts.brand import brand_names, load_brands, main_colour
from handouts.diagnostics import Diagnostic, HandoutsError, Place, Problems, Refused, WrongUse
from handouts.files import beside, way_out
from handouts.importing.brands.brandfile import BrandDraft, made, named, theirs
from handouts.importing.brands.parcel import Parcel, open_parcel
from handouts.importing.naming import slug
from handouts.reading import parse_yaml
from handouts.store import BESIDE, owned, write_whole
from handouts.textfile import decode_text
from handouts.workspace import MARKER, Workspace, is_id

__all__ = ["BrandPlan", "plan_brand", "write_brand"]

FILE = "_brand.yml"
TEMPLATE = "templates/new/brand.yaml"
DETAILS = "defaults:"


@dataclass(frozen=True)
class BrandPlan:
    """A brand that can be written: its files by their paths in its folder, and what is told."""

    brand: str
    name: str
    files: Mapping[str, bytes] = field(repr=False)
    colour: str  # that was taken from the logo, or ''
    problems: tuple[Diagnostic, ...]


def plan_brand(workspace: Workspace, source: Path, brand: str = "", name: str = "") -> BrandPlan:
    """Return the brand that a logo, a brand file or a folder of them makes.

    brand is its id, else that of its name. Raises WrongUse where it cannot be called so or is
    there, HandoutsError with all that cannot be taken, each at its place.
    """
    parcel, problems = open_parcel(source), Problems()
    own = _own_name(parcel)
    brand = brand or slug(own or name or ("" if parcel.alone else parcel.folder.name))
    _check_id(workspace, brand, parcel)
    name = name or own or brand.replace("-", " ").title()
    draft = _draft(workspace, parcel, name, problems)
    try:
        files = {to: parcel.data(path) for path, to in draft.files.items()}
    except Refused as refused:
        raise _refusal(Place(parcel.source), refused) from None
    colour = ""
    if not draft.original:
        colour = _main_colour(workspace, brand, draft.text, files)
        text = _with_colour(draft.text, colour)
        draft = replace(draft, text=text)
    files[FILE] = draft.text.encode()
    loaded = _load(workspace, brand, files, problems, parcel, draft)
    if problems.failed or not loaded:
        raise HandoutsError(*problems)
    return BrandPlan(brand, name, files, colour, tuple(problems))


def write_brand(workspace: Workspace, plan: BrandPlan) -> Path:
    """Write a brand's folder, whole or not at all, and return its brand file.

    Raises WrongUse where it is there, HandoutsError where it cannot be written.
    """
    folder = workspace.root / "brands" / plan.brand
    try:
        with beside(folder, owned(BESIDE)) as new:
            for path, data in plan.files.items():
                write_whole(new / plan.brand / path, data)
            if folder.exists():
                raise _there(plan.brand)
            (new / plan.brand).replace(folder)
    except OSError as error:
        place, fact = Place(f"brands/{plan.brand}"), f"it cannot be written: {error.strerror}"
        raise HandoutsError(Diagnostic("error", "write", place, fact, way_out(error))) from None
    return folder / FILE


def _own_name(parcel: Parcel) -> str:
    """Return what the brand file that was sent calls the brand, or ''."""
    if not parcel.brand_file:
        return ""
    try:
        text = decode_text(parcel.data(parcel.brand_file), parcel.brand_file)
    except Refused as refused:
        raise _refusal(parcel.place(parcel.brand_file), refused) from None
    return named(parse_yaml(text, parcel.brand_file, Problems()))


def _check_id(workspace: Workspace, brand: str, parcel: Parcel) -> None:
    if not brand:
        raise WrongUse(f"what is the brand of '{parcel.source}' to be called? Name it with -b")
    if not is_id(brand):
        raise WrongUse(
            f"'{brand}' is no id: use small letters, digits and single hyphens, 60 at most"
        )
    if brand in brand_names(workspace) or (workspace.root / "brands" / brand).exists():
        raise _there(brand)


def _there(brand: str) -> WrongUse:
    way = "put the files into its folder, and name them in _brand.yml, or choose another id"
    return WrongUse(f"the brand '{brand}' is there already: {way}")


def _draft(workspace: Workspace, parcel: Parcel, name: str, problems: Problems) -> BrandDraft:
    if parcel.brand_file:
        try:
            return theirs(parcel, problems)
        except Refused as refused:
            raise _refusal(parcel.place(parcel.brand_file), refused) from None
    try:
        start = Template(workspace.house_text(TEMPLATE)).safe_substitute(name="")
    except Refused:
        start = ""
    _, there, rest = start.partition(f"\n{DETAILS}")
    draft = made(parcel, name, f"{DETAILS}{rest}" if there else "", problems)
    if not draft.files:
        place, fact = Place(parcel.source), "there is no logo, no typeface and no brand file in it"
        hint = "a brand begins with one of them; handouts new brand starts one without"
        raise HandoutsError(Diagnostic("error", "empty", place, fact, hint))
    return draft


def _main_colour(workspace: Workspace, brand: str, text: str, files: Mapping[str, bytes]) -> str:
    """Return the colour of the logo that was sent, or ''."""
    with _staged(workspace, brand, {**files, FILE: text.encode()}) as staged:
        for loaded in load_brands(staged, Problems()):
            return main_colour(loaded.logo) if loaded.logo else ""
    return ""


def _with_colour(text: str, colour: str) -> str:
    """Return a brand file with the colour of its logo as the primary."""
    if not colour:
        return text
    lines = f'color:\n  primary: "{colour}"   # of the logo: look whether it is yours\n'
    head, mark, rest = text.partition("typography:\n")
    if not mark:
        head, mark, rest = text.partition(DETAILS)
    return head + lines + mark + rest


def _load(
    workspace: Workspace,
    brand: str,
    files: Mapping[str, bytes],
    problems: Problems,
    parcel: Parcel,
    draft: BrandDraft,
) -> bool:
    """Read a brand as a build does, and say whether it can be; told is what is wrong with it."""
    faults, folder = Problems(), f"brands/{brand}/"
    with _staged(workspace, brand, files) as staged:
        brands = load_brands(staged, faults)
    origin = {to: path for path, to in draft.files.items()}
    if draft.original:
        origin[FILE] = draft.original
    for one in faults:
        path = one.place.file.removeprefix(folder)
        if path in origin:
            one = replace(one, place=parcel.place(origin[path], one.place.line, one.place.column))
        problems.add(one)
    if brands and parcel.alone and not draft.original and not brands[0].logo:
        fact = "this logo cannot be printed"
        problems.error("no-logo", parcel.place(parcel.alone), fact, "ask for it as SVG or PDF")
    return bool(brands)


@contextmanager
def _staged(workspace: Workspace, brand: str, files: Mapping[str, bytes]) -> Iterator[Workspace]:
    """Give a workspace with this brand alone, which goes again."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_whole(root / MARKER, b"")
        for path, data in files.items():
            write_whole(root / "brands" / brand / path, data)
        yield Workspace(root, workspace.today)


def _refusal(place: Place, refused: Refused) -> HandoutsError:
    at = replace(place, line=refused.line, column=refused.column) if refused.line else place
    return HandoutsError(Diagnostic("error", "brand-file", at, str(refused), refused.hint))
