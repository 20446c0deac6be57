from __future__ import annotations

from dataclasses import replace

import pytest
from machinery import Tool
from samples import MakeWorkspace, place_of
from translations import FILE, catalogue_of, files, po_of

from handouts.diagnostics import Place, Problems
from handouts.reading.nodes import Text
from handouts.translation.catalogue import (
    Catalogue,
    parse_catalogue,
    read_catalogue,
    written,
)

HEAD = 'msgid ""\nmsgstr "Language: pl\\n"\n\n'


def faults(text: str) -> list[str]:
    problems = Problems()
    assert parse_catalogue(text, FILE, problems) is None
    return list(map(str, problems))


def read(text: str) -> Catalogue:
    problems = Problems()
    catalogue = parse_catalogue(text, FILE, problems)
    assert catalogue is not None, "\n".join(map(str, problems))
    return catalogue


def test_a_file_reads_back_as_it_was_written(workspace: MakeWorkspace) -> None:
    before = catalogue_of(workspace(files()))
    assert read(written(before)).entries == before.entries
    assert written(read(written(before))) == written(before)


def test_gettext_passes_what_is_written(workspace: MakeWorkspace, tool: Tool) -> None:
    made = catalogue_of(workspace(files()))
    first, second, *others = made.entries
    odd = replace(first, words=Text('"ą"\\\t'), flags=("fuzzy", "machine"), previous='a "b"')
    gone = replace(second, source="It was here.", note="a note\nof two lines")
    text = written(replace(made, entries=[odd, second, *others], obsolete=[gone]))
    tool("msgfmt", "-c", "-o", "/dev/null", "-", data=text.encode())


def test_comments_of_translators_and_flags_of_tools_stay() -> None:
    text = f'{HEAD}# mine\n#. ours\n#, no-c-format, fuzzy\nmsgctxt "t"\nmsgid "a"\nmsgstr "b"\n'
    [entry] = read(text).entries
    assert (entry.note, entry.flags) == ("mine", ("no-c-format", "fuzzy"))
    assert "# mine\n" in written(read(text))


def test_what_is_obsolete_stays_obsolete() -> None:
    text = f'{HEAD}#~ msgctxt "t"\n#~ msgid "a"\n#~ msgstr "b"\n'
    catalogue = read(text)
    assert not catalogue.entries
    assert written(catalogue).endswith('#~ msgctxt "t"\n#~ msgid "a"\n#~ msgstr "b"\n')


def test_each_character_of_a_translation_has_its_place(workspace: MakeWorkspace) -> None:
    text = f'{HEAD}msgctxt "t"\nmsgid "a"\nmsgstr ""\n"say \\"yes\\", "\n"and go"\n'
    [entry] = read(text).entries
    assert entry.words == 'say "yes", and go'
    for word in ("yes", "and"):
        assert entry.words.at(entry.words.index(word)) == Place(FILE, *place_of(word, text))
    assert entry.words.place == Place(FILE, *place_of("say", text))


def test_windows_line_ends_and_a_byte_order_mark_are_read(workspace: MakeWorkspace) -> None:
    there = workspace(files())
    text = po_of(there)
    there = workspace({FILE: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()})
    catalogue = read_catalogue(there, FILE, Problems())
    assert catalogue is not None
    assert catalogue.entries == read(text).entries


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f'{HEAD}msgctxt "t"\nmsgid "a"\nmsgstr "b\n', ":6:8: error: the quotation marks"),
        (f'{HEAD}msgctxt "t"\nmsgid "a" b"\nmsgstr "b"\n', ":5:7: error: the quotation marks"),
        (f'{HEAD}msgctxt "t"\nmsgid "a"\nmsgsrt "b"\n', ":6:1: error: this is no PO file"),
        (f"{HEAD}nonsense\n", ":4:1: error: this is no PO file"),
        ("nonsense\n", ":1:1: error: this is no PO file"),
        ("", ":1:1: error: the header"),
        ('msgctxt "t"\nmsgid "a"\nmsgstr "b"\n', ":1:1: error: the header"),
        (
            f'{HEAD}msgctxt "t"\nmsgid "a"\nmsgstr "b"\n\nmsgctxt "t"\nmsgid "a"\nmsgstr "c"\n',
            ":10:9: error: this segment stands in line 6 already",
        ),
        (
            f'{HEAD}msgctxt "t"\nmsgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\nmsgstr[1] "c"\n',
            "error: there are forms for one and for many",
        ),
        (
            HEAD.replace("Language: pl", "Content-Type: text/plain; charset=ISO-8859-2"),
            "names the encoding ISO-8859-2",
        ),
        (f'{HEAD}msgid "a"\nmsgstr "\u202e5 mg"\n', ":5:9: error: the character U+202E"),
        (f'{HEAD}msgid "a\x00"\n', ":4:9: error: the character U+0000"),
        (f'{HEAD}msgid "a\u2028b"\n', ":4:9: error: the character U+2028"),
        ("<<<<<<< HEAD\n", "a merge is unfinished"),
    ],
)
def test_a_broken_file_is_told_with_its_line(
    text: str, told: str, workspace: MakeWorkspace
) -> None:
    there, problems = workspace({FILE: text}), Problems()
    assert read_catalogue(there, FILE, problems) is None
    assert any(told in line for line in map(str, problems)), list(map(str, problems))
    assert all(line.startswith(FILE) for line in map(str, problems))


def test_a_text_that_names_a_file_is_never_opened(workspace: MakeWorkspace) -> None:
    assert faults("/etc/hostname")
