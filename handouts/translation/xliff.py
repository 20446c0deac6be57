"""Translations as XLIFF 2, for agencies: out, and in again without a loss.

https://docs.oasis-open.org/xliff/xliff-core/v2.0/xliff-core-v2.0.html
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import lxml.etree

from handouts.content import locale_of, may_mean
from handouts.diagnostics import Diagnostic, HandoutsError, Place, Problems, cut
from handouts.reading import Text
from handouts.translation.catalogue import FUZZY, MACHINE, one_line
from handouts.translation.pairing import SegmentPair, hint_of
from handouts.translation.translating import Translation

__all__ = ["LARGEST_XLIFF", "as_xliff", "from_xliff"]

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
LARGEST_XLIFF = 10_000_000  # bytes; a handout has some 100,000
OURS = "handouts:"
STATES: Mapping[str, tuple[str, str]] = {  # of a segment: its state there, and our word beside it
    "missing": ("initial", ""),
    "stale": ("translated", "stale"),
    "machine": ("translated", "machine"),
    "done": ("final", ""),
}
GONE_THROUGH = {"reviewed", "final"}
RULE = "xliff"


def as_xliff(one: Translation) -> bytes:
    """Return a translation as XLIFF 2: a unit for each segment, with what to mind about it."""
    root = lxml.etree.Element(_tag("xliff"), nsmap={None: NAMESPACE}, version="2.0")
    root.set("srcLang", str(one.source.language))
    root.set("trgLang", one.language)
    file = lxml.etree.SubElement(root, _tag("file"), id=one.id, original=one.source.place.file)
    for pair in one.pairs:
        unit = lxml.etree.SubElement(file, _tag("unit"), id=_id(pair), name=pair.segment.context)
        if hint := hint_of(pair.segment):
            notes = lxml.etree.SubElement(unit, _tag("notes"))
            lxml.etree.SubElement(notes, _tag("note")).text = hint
        state, word = STATES[pair.state]
        segment = lxml.etree.SubElement(unit, _tag("segment"), state=state)
        if word:
            segment.set("subState", OURS + word)
        lxml.etree.SubElement(segment, _tag("source")).text = pair.segment.text
        if pair.state != "missing":
            lxml.etree.SubElement(segment, _tag("target")).text = str(pair.entry.words)
    written: bytes = lxml.etree.tostring(
        root, xml_declaration=True, encoding="UTF-8", pretty_print=True
    )
    return written


def from_xliff(
    data: bytes, name: str, one: Translation, problems: Problems
) -> tuple[SegmentPair, ...]:
    """Return the segments with the words of an XLIFF file, which is called name.

    A unit of another source than it is now is told and left out; segments that are not in the file
    are counted. Raises HandoutsError for what is no XLIFF 2 of this handout and language.
    """
    root = _read(data, name)
    for attribute, wanted in (("srcLang", str(one.source.language)), ("trgLang", one.language)):
        named = root.get(attribute)
        if not named or not may_mean(named, wanted):
            fact = f"its {attribute} is {named!r}, and '{wanted}' is needed"
            raise HandoutsError(Diagnostic("error", RULE, Place(name, 1, 1), fact))
    units = _units(root, name)
    known = {_id(pair) for pair in one.pairs}
    if units and known.isdisjoint(units):
        fact = f"it has no segment of '{one.id}' as it is now"
        hint = "take the file of this handout, or export it again: the handout was changed since"
        raise HandoutsError(Diagnostic("error", RULE, Place(name, 1, 1), fact, hint))
    joint = locale_of(one.language).space
    pairs = []
    for pair in one.pairs:
        unit = units.get(_id(pair))
        pairs.append(pair if unit is None else _taken(pair, unit, joint, name, problems))
    for unit in (unit for key, unit in units.items() if key not in known):
        fact = f"no segment is this any more: {cut(_said(unit, 'source', ' '))}"
        hint = "the handout was changed since: export it again"
        problems.warn(RULE, Place(name, unit.sourceline or 0, 1), fact, hint)
    if lost := [pair.segment.text for pair in one.pairs if _id(pair) not in units]:
        fact = f"{len(lost)} of {len(one.pairs)} segments are not in the file: {cut(lost[0])}"
        problems.warn(RULE, Place(name, 1, 1), fact, "they stay as they were")
    return tuple(pairs)


def _units(root: Any, name: str) -> Mapping[str, Any]:
    """Return the units of a file by their ids. Raises HandoutsError where one stands twice."""
    units = dict[str, Any]()
    for unit in root.iter(_tag("unit")):
        before = units.setdefault(str(unit.get("id")), unit)
        if before is not unit:
            fact = f"the unit '{unit.get('id')}' stands in line {before.sourceline} already"
            place = Place(name, unit.sourceline or 0, 1)
            raise HandoutsError(Diagnostic("error", RULE, place, fact, "keep one of the two"))
    return units


def _taken(pair: SegmentPair, unit: Any, joint: str, name: str, problems: Problems) -> SegmentPair:
    """Return a segment with the words of a unit, and whether somebody has gone through them."""
    place = Place(name, unit.sourceline or 0, 1)
    words = _said(unit, "target", joint)
    if one_line(pair.segment.text) not in (_said(unit, "source", ""), _said(unit, "source", " ")):
        fact = f"its source was changed in the file: {cut(pair.segment.text)}"
        problems.warn(RULE, place, fact, "its words are left out: translate the target alone")
        return pair
    if not words:
        return pair
    states = {str(segment.get("state", "initial")) for segment in unit.iter(_tag("segment"))}
    if words == one_line(pair.entry.words) and not states <= GONE_THROUGH:
        return pair  # as it went out: a machine's, or stale, if it was
    flags = tuple(flag for flag in pair.entry.flags if flag not in (FUZZY, MACHINE))
    entry = replace(pair.entry, words=Text(words), flags=flags, previous="")
    return replace(pair, entry=entry.flagged(**{FUZZY: True}) if "initial" in states else entry)


def _read(data: bytes, name: str) -> Any:
    """Return the root of an XLIFF file; nothing in it is fetched or expanded."""
    if len(data) > LARGEST_XLIFF:
        fact = f"the file has {len(data):,} bytes; at most {LARGEST_XLIFF:,} are read"
        raise HandoutsError(Diagnostic("error", RULE, Place(name), fact))
    parser = lxml.etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = lxml.etree.fromstring(data, parser)
    except (lxml.etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", 0) or 0
        fact = f"it cannot be read as XML: {str(error)[:80]}"
        raise HandoutsError(
            Diagnostic("error", RULE, Place(name, line, 1 if line else 0), fact)
        ) from None
    if root.getroottree().docinfo.doctype:
        fact = "it declares a document type, which XLIFF has none of"
        raise HandoutsError(Diagnostic("error", RULE, Place(name, 1, 1), fact))
    if root.tag != _tag("xliff"):
        fact = "it is no XLIFF 2"
        hint = "ask for XLIFF 2.0, not 1.2: handouts translate --export writes it"
        raise HandoutsError(Diagnostic("error", RULE, Place(name, 1, 1), fact, hint))
    return root


def _said(unit: Any, part: str, joint: str) -> str:
    """Return the source or target of a unit, which a tool may have cut into several.

    What other modules keep beside them, such as matches of a memory, is none of it.
    """
    cuts = (_tag("segment"), _tag("ignorable"))
    parts = (one.find(_tag(part)) for one in unit if one.tag in cuts)
    there = [*enumerate((one for one in parts if one is not None), start=1)]
    ordered = sorted(there, key=lambda row: _order(row[1], row[0]))
    words = (one_line("".join(one.itertext())) for _, one in ordered)
    return joint.join(filter(None, words))


def _order(element: Any, number: int) -> int:
    """Return the place among others of a source or target, which a tool may have moved."""
    order = str(element.get("order", number))
    return int(order) if order.isascii() and order.isdecimal() and len(order) < 9 else number


def _id(pair: SegmentPair) -> str:
    """Return a name for a segment that stays while it does."""
    key = "\0".join(pair.segment.key).encode()
    return f"s{hashlib.sha256(key).hexdigest()[:16]}"


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
