from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from pretend import PretendPress
from samples import BRAND, CLINIC, MakeWorkspace, a_handout, a_library, with_blocks

from handouts.batch import materials as reading
from handouts.batch.fingerprints import fingerprints
from handouts.batch.index import Index
from handouts.batch.keys import Keys
from handouts.batch.materials import Materials
from handouts.batch.order import BuildOptions, Order
from handouts.batch.planning import plan
from handouts.batch.reporting import State, report
from handouts.batch.run import Build, build
from handouts.diagnostics import Problems
from handouts.store import Ledger
from handouts.workspace import Workspace

GOOD: Mapping[State, State] = {"made": "unchanged"}
PACKS = """
visit:
  title: Your visit
  short_title: Your visit
  language: en-GB
  summary: What goes with it.
  handouts: [sun, laser]
mixed:
  title: A mixture
  short_title: A mixture
  language: en-GB
  summary: What goes with it.
  handouts: [sun, summer]
"""
MANY = a_library(
    sun=a_handout(),
    laser=a_handout(title="Laser", short_title="Laser", kind="treatment"),
    cream=a_handout(short_title="Cream", prescription_only=["tretinoin"]),
    summer=a_handout(short_title="Summer", language="en-US"),
    cited=with_blocks("- claim: {question: Why?, finding: So., certainty: low, sources: [gone]}"),
    broken="title: [",
) | {
    "brands/twins/_brand.yml": BRAND,
    "brands/twins/clinics/cork.yml": "name: Cork\nphone: 021 555 0100\ncountry: IE\n"
    "offers: [laser]\n",
    "brands/twins/clinics/ulm.yml": "name: Ulm\nphone: 0731 5550\ncountry: DE\noffers: [odd]\n",
    "brands/odd/_brand.yml": "meta: [",
    "brands/pale/_brand.yml": BRAND.replace("0f5c5c", "eeee99") + CLINIC,
    "packs.yaml": PACKS,
}
HANDOUTS = [(), ("sun",), ("visit",), ("mixed",), ("broken",), ("cited", "laser")]
BRANDS = [(), ("harbour",), ("twins/cork",), ("odd",), ("pale", "twins")]
ORDERS = [Order(h, b, formats=("standard",)) for h, b in product(HANDOUTS, BRANDS)]
ORDERS += [Order(("sun",), languages=("en-US",)), Order(("sun",), ("pale",), draft=True)]
ORDERS += [Order(("sun",), ("pale",), formats=("html", "standard"), panel=True)]


def told(done: Build, workspace: Workspace, *, others: bool = True) -> object:
    """Return all that a build says and leaves; a file that stays is as good as one made.

    Without others, but for how many of what was not asked for have errors.
    """
    done.rows = [
        replace(row, made=replace(row.made, state=GOOD.get(row.made.state, row.made.state)))
        for row in done.rows
    ]
    output, known = (
        workspace.output,
        Problems(d for d in done.problems if others or d.rule != "others"),
    )
    files = {str(p.relative_to(output)): p.read_bytes() for p in output.rglob("*.*")}
    return report(done.rows, known), done.strays, files


def forgotten(root: Path) -> None:
    """Take away what a workspace remembers, so that the next build reads all."""
    for path in (root / ".handouts").glob("ledger*"):
        path.unlink()


def made(workspace: Workspace, order: Order) -> Build:
    options = BuildOptions(force=True)
    return build(workspace, order, workspace.output, processes=1, options=options)


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Count how often all is read, and say of what."""
    read: list[str] = []
    real = reading.read_some

    def read_some(workspace: Workspace, *others: object) -> Materials:
        _, _, handouts, brands, *_ = others
        read.append("all" if handouts is None and brands is None else "some")
        return real(workspace, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "read_some", read_some)
    monkeypatch.setattr("handouts.batch.index.read_some", read_some)
    return read


def a_copy(
    name: str, content: bytes = b"<pdf:Producer>Handouts</pdf:Producer>"
) -> dict[str, bytes]:
    return {f"output/drafts/{name.partition('-')[0]}/{name}-en-GB-DRAFT.pdf": content}


STRAY = a_copy("harbour-gone") | a_copy("pale-sun") | a_copy("odd-sun") | a_copy("pale-broken")


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_a_build_that_reads_some_is_as_one_that_reads_all(
    workspace: MakeWorkspace, press: PretendPress, whole: list[str], order: Order
) -> None:
    made_of = workspace(MANY | STRAY)
    made(made_of, order)
    made(made_of, Order())  # the index is there, of everything
    whole.clear()
    done = made(made_of, order)
    some, alone = told(done, made_of), told(done, made_of, others=False)
    named = bool(order.handouts or order.brands)
    assert "some" in whole or not named
    forgotten(made_of.root)
    whole.clear()
    assert told(made(made_of, order), made_of, others=False) == alone
    assert whole[0] == ("some" if named else "all")
    keys_of(made_of, Order(formats=("standard",)))  # reads all
    assert told(made(made_of, order), made_of) == some


def write(name: str, content: str | bytes) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    return change


def remove(name: str) -> Callable[[Path], None]:
    return lambda root: (root / name).unlink()


CHANGES = {
    "nothing": lambda _root: None,
    "a text": write(
        "content/summer/handout.yaml", a_handout(short_title="Summer", title="?", language="en-US")
    ),
    "a title that clinics name": write("content/laser/handout.yaml", a_handout(short_title="Ray")),
    "a medicine": write("content/laser/handout.yaml", a_handout(prescription_only=["tretinoin"])),
    "a language": write("content/summer/handout.yaml", a_handout(language="en-GB")),
    "a text that breaks": write("content/cream/handout.yaml", "title: ["),
    "a text that is mended": write("content/broken/handout.yaml", a_handout()),
    "a new handout": write("content/new/handout.yaml", a_handout()),
    "a handout that goes": remove("content/cream/handout.yaml"),
    "a brand that breaks": write("brands/pale/_brand.yml", "meta: ["),
    "a brand that is mended": write("brands/odd/_brand.yml", BRAND + CLINIC),
    "a new brand": write("brands/new/_brand.yml", BRAND + CLINIC),
    "a new clinic": write("brands/twins/clinics/bonn.yml", "name: Bonn\nphone: 0228 5550\n"),
    "a clinic that goes": remove("brands/twins/clinics/ulm.yml"),
    "a pack": write("packs.yaml", PACKS.replace("soleil", "sun").replace("summer", "laser")),
    "sources": write("content/references.yaml", "references: ["),
    "a drawing of all": write("content/drawings/face.svg", "<svg"),
    "a stray": write("output/drafts/pale/pale-sun-en-GB-full-OLD.pdf", b""),
    "another stray": write(*a_copy("pale-new").popitem()),
    "a stray of somebody else": write(*a_copy("pale-sun", b"mine").popitem()),
    "a stray that goes": remove(next(iter(STRAY))),
}
OF_ALL = ("a pack", "sources", "a drawing of all")  # after which there is no index


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("order", [Order(("sun",), ("twins/cork",), formats=("standard",))])
def test_what_changed_beside_an_order_is_seen(
    workspace: MakeWorkspace,
    press: PretendPress,
    order: Order,
    change: str,
) -> None:
    made_of = workspace(MANY | STRAY)
    made(made_of, Order())
    CHANGES[change](made_of.root)
    counts = change not in OF_ALL
    some = told(made(made_of, order), made_of, others=counts)
    again = told(made(made_of, order), made_of, others=counts)
    forgotten(made_of.root)
    alone = told(made(made_of, order), made_of, others=False)
    keys_of(made_of, Order(formats=("standard",)))  # reads all
    done = made(made_of, order)
    assert told(done, made_of, others=False) == alone
    whole = told(done, made_of, others=counts)
    assert (some, again) == (whole, whole)


def keys_of(workspace: Workspace, order: Order) -> Mapping[str, str]:
    with Ledger(workspace.root, workspace.output) as ledger:
        index = Index(workspace, workspace.output, ledger, fingerprints(workspace))
        materials = index.read(order, Problems())
        keys = Keys(materials)
        return {copy.path: keys.of(copy) for copy in plan(order, materials)}


@pytest.mark.parametrize("order", ORDERS[:12], ids=str)
def test_keys_are_those_of_a_whole_reading(workspace: MakeWorkspace, order: Order) -> None:
    made_of = workspace(MANY)
    order = replace(order, handouts=tuple(n for n in order.handouts if n in ("sun", "laser")))
    fresh = keys_of(made_of, order)
    keys_of(made_of, Order(formats=("standard",)))
    assert keys_of(made_of, order) == fresh


def test_where_something_is_wrong_with_what_all_share_all_is_read(
    workspace: MakeWorkspace, press: PretendPress, whole: list[str]
) -> None:
    french = a_handout(language="eo")  # for which there are no phrases
    made_of = workspace(MANY | {"content/soleil/handout.yaml": french})
    for _ in range(2):
        whole.clear()
        done = made(made_of, Order(("sun", "soleil"), ("harbour",), formats=("standard",)))
        assert any("no phrases for 'eo'" in problem.message for problem in done.problems)
        assert "all" in whole


def test_of_what_was_not_asked_for_only_what_changed_is_read(
    workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_of = workspace(MANY)
    order = Order(("sun",), ("harbour",), formats=("standard",))
    keys_of(made_of, Order(formats=("standard",)))
    read: list[str] = []
    real = Workspace.read

    def noted(self: Workspace, name: str, *limit: int) -> bytes:
        read.append(name)
        return real(self, name, *limit)

    monkeypatch.setattr(Workspace, "read", noted)
    keys_of(made_of, order)
    assert "content/sun/handout.yaml" in read
    assert not {"content/laser/handout.yaml", "brands/pale/_brand.yml"} & {*read}
    write("content/summer/handout.yaml", a_handout(short_title="Summer", language="en-US") + " ")(
        made_of.root
    )
    read.clear()
    keys_of(made_of, order)
    assert "content/summer/handout.yaml" in read
    assert "content/laser/handout.yaml" not in read


def test_without_an_index_what_was_asked_for_is_read_and_what_its_clinics_offer(
    workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_of = workspace(MANY)
    read: list[str] = []
    real = Workspace.read

    def noted(self: Workspace, name: str, *limit: int) -> bytes:
        read.append(name)
        return real(self, name, *limit)

    monkeypatch.setattr(Workspace, "read", noted)
    keys_of(made_of, Order(("sun",), ("twins/cork",), formats=("standard",)))
    assert {"content/sun/handout.yaml", "content/laser/handout.yaml"} <= {*read}
    assert not {"content/cream/handout.yaml", "brands/pale/_brand.yml"} & {*read}
