"""What a handout's file holds, field by field, and what an author typed as edits of that file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handouts.diagnostics import Unplaced
from handouts.reading import Edit, Key, differences, misfits, plain_of
from handouts.writing.forms import BlockForm, FormField, block_forms, handout_form, section_form

__all__ = ["BlockValues", "FieldValue", "HandoutValues", "SectionValues", "Unfit", "edits_of"]
__all__ += ["fill", "typed_value", "values_at"]


class Unfit(Unplaced):
    """What somebody typed is not what its field can hold."""


@dataclass(frozen=True)
class FieldValue:
    """A field with what the file holds for it: its key, and whether it stands there.

    ``value`` is plain data: None where nothing stands there; a list also where the file has one
    item alone. ``parts`` are the fields of each mapping that a list of them, or a record, holds.
    """

    field: FormField
    key: Key
    value: Any
    present: bool
    parts: tuple[tuple[FieldValue, ...], ...] = ()


@dataclass(frozen=True)
class BlockValues:
    """A block of a section; the form is None where the file has one that we do not know."""

    key: Key
    form: BlockForm | None
    fields: tuple[FieldValue, ...]


@dataclass(frozen=True)
class SectionValues:
    """A section: its own fields, and its blocks."""

    key: Key
    fields: tuple[FieldValue, ...]
    blocks: tuple[BlockValues, ...]

    @property
    def heading(self) -> str:
        """What stands over it."""
        return next((str(f.value or "") for f in self.fields if f.field.name == "heading"), "")


@dataclass(frozen=True)
class HandoutValues:
    """A handout: its own fields, and its sections."""

    fields: tuple[FieldValue, ...]
    sections: tuple[SectionValues, ...]


def fill(text: str) -> HandoutValues:
    """Return what a handout's file holds, field by field.

    What is not as the model has it is shown as far as it can be. Raises Uneditable where the file
    cannot be read as YAML.
    """
    says = plain_of(text)
    own = tuple(one for one in handout_form() if one.kind != "sections")
    sections = says.get("sections")
    return HandoutValues(
        values_at(own, says, ()),
        tuple(
            _section(section, ("sections", number))
            for number, section in enumerate(sections if isinstance(sections, list) else [])
        ),
    )


def values_at(fields: Iterable[FormField], says: Any, key: Key) -> tuple[FieldValue, ...]:
    """Return the values of fields that plain data at a key hold."""
    return tuple(_value(one, says, key) for one in fields)


def typed_value(field: FormField, typed: Any) -> Any:
    """Return what somebody typed as the plain data of a field; None where it is left empty.

    Typed are texts, lists of what is typed, mappings of fields and, of what is yes or no, a truth.
    Raises Unfit with all that is wrong.
    """
    value = _plain(field, typed)
    empty = value is None or value == {} or (value == [] and not field.least)
    if empty and not field.required:
        return None
    wrong = misfits(field.shape, value, f"'{field.label}'")
    if wrong.failed:
        errors = [problem for problem in wrong if problem.severity == "error"]
        raise Unfit("; ".join(dict.fromkeys(e.message for e in errors)), errors[0].hint)
    return value


def edits_of(field: FormField, holder: Key, says: Any, typed: Any) -> list[Edit]:
    """Return the edits that put what somebody typed into a field of what stands at a key.

    says is what the file says there. Raises Unfit.
    """
    value, before = typed_value(field, typed), _at(says, field.path)
    key = (*holder, *field.path)
    if value is None:
        return [] if before is _NOTHING or before in ([], {}) else [Edit("remove", key)]
    if field.single and len(value) == 1 and not isinstance(before, list):
        [value] = value
    if before is _NOTHING or type(before) is not type(value):
        return [Edit("set", key, value, order=field.order)]
    return differences(before, value, key)


class _Nothing:
    """Stands where a file has nothing."""


_NOTHING = _Nothing()


def _section(section: Any, key: Key) -> SectionValues:
    own = tuple(one for one in section_form() if one.kind != "blocks")
    blocks = section.get("blocks") if isinstance(section, Mapping) else None
    return SectionValues(
        key,
        values_at(own, section, key),
        tuple(
            _block(block, (*key, "blocks", number))
            for number, block in enumerate(blocks if isinstance(blocks, list) else [])
        ),
    )


def _block(block: Any, key: Key) -> BlockValues:
    forms = block_forms()
    tag = next((n for n in block if n in forms), "") if isinstance(block, Mapping) else ""
    form = forms.get(tag)
    return BlockValues(key, form, values_at(form.fields, block, key) if form else ())


def _value(field: FormField, says: Any, holder: Key) -> FieldValue:
    key = (*holder, *field.path)
    value = _at(says, field.path)
    if value is _NOTHING:
        return FieldValue(field, key, None, present=False)
    if field.single and not isinstance(value, list):
        value = [value]
    parts: tuple[tuple[FieldValue, ...], ...] = ()
    if field.kind == "rows" and isinstance(value, list):
        parts = tuple(_part(field, row, (*key, at)) for at, row in enumerate(value))
    elif field.kind == "record":
        parts = (_part(field, value, key),)
    return FieldValue(field, key, value, True, parts)


def _part(field: FormField, row: Any, key: Key) -> tuple[FieldValue, ...]:
    """Return the fields of a mapping; of a text that stands in its place the one that it is."""
    if field.short and not isinstance(row, Mapping):
        first, *others = field.fields
        return (FieldValue(first, key, row, True), *values_at(others, {}, key))
    return values_at(field.fields, row, key)


def _at(says: Any, path: Sequence[str | int]) -> Any:
    for name in path:
        if not isinstance(says, Mapping) or name not in says:
            return _NOTHING
        says = says[name]
    return says


def _plain(field: FormField, typed: Any) -> Any:
    """Return what was typed as plain data, None for nothing; what cannot be stays as it is."""
    match field.kind:
        case "yes":
            return typed if isinstance(typed, bool) else {"true": True, "false": False}.get(typed)
        case "number":
            words = str(typed).strip() if typed is not None else ""
            return int(words) if words.isascii() and words.lstrip("-").isdigit() else words or None
        case "list" | "rows" | "sections" | "blocks" if isinstance(typed, list):
            assert field.item is not None, "a list says what it holds"
            items = [_plain(field.item, one) for one in typed]
            return [one for one in items if one is not None]
        case "table" if isinstance(typed, Mapping):
            assert field.item is not None, "a table says what it holds"
            rows = {_line(name): _plain(field.item, one) for name, one in typed.items()}
            return {name: one for name, one in rows.items() if name or one}
        case "record" if isinstance(typed, Mapping):
            return _record(field, typed)
    if isinstance(typed, str):
        return (_paragraphs(typed) if field.kind == "prose" else _line(typed)) or None
    return typed


def _record(field: FormField, typed: Mapping[str, Any]) -> Any:
    known = {one.name: one for one in field.fields}
    values = {
        name: _plain(known[name], one) if name in known else one for name, one in typed.items()
    }
    kept = {n: v for n, v in values.items() if v is not None and not (v == [] and n in known)}
    return kept.get(field.short) if field.short and set(kept) <= {field.short} else kept or None


def _line(typed: str) -> str:
    return " ".join(str(typed).split())


def _paragraphs(typed: str) -> str:
    lines = typed.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()
