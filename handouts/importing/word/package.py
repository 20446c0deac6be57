"""The parts of a .docx: a zip from a stranger, unpacked within limits, with nothing fetched."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any

import lxml.etree

from handouts.importing.original import Unreadable
from handouts.importing.word.names import STRICT

__all__ = ["Package", "Relation"]

LARGEST_FILE = 20_000_000  # bytes
LARGEST_PART, LARGEST_WHOLE = 20_000_000, 80_000_000  # bytes, unpacked
MOST_PARTS = 2_000
CHUNK = 1 << 16  # bytes
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB] 2.2: old Office files, and encrypted new ones
SAVE = "open it in Word, and save it as .docx"
UNLOCK = "open it in Word, and take the password off: File, Info, Protect Document"
LOCKED = 1  # the flag of a part of a zip that a password protects
OTHERS = {b"%pdf": "a PDF", b"{\\rtf": "an RTF file", b"<": "a web page or XML"}


@dataclass(frozen=True)
class Relation:
    """What a part names by an id: another part, or an address outside."""

    kind: str  # the last word of its type
    part: str  # '' where it leads out of the file, or to nothing
    away: str  # the address outside


class Package:
    """Reads parts, and counts what comes out of them, not what the directory promises."""

    def __init__(self, data: bytes) -> None:
        """Open a file's bytes. Raises Unreadable, which says what they are instead."""
        _known(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            names = self._zip.namelist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise Unreadable(
                "the file is damaged, or no Word file", "open it in Word, and save it again"
            ) from None
        if any(part.flag_bits & LOCKED for part in self._zip.infolist()):
            raise Unreadable("the file is protected by a password", UNLOCK)
        if len(names) > MOST_PARTS:
            raise Unreadable(f"the file has {len(names):,} parts; at most {MOST_PARTS:,} are read")
        if len(set(names)) != len(names):
            raise Unreadable(
                "a part stands twice in the file", "open it in Word, and save it again"
            )
        self.names = frozenset(names)
        self._left = LARGEST_WHOLE
        self._read: dict[str, bytes] = {}
        if "mimetype" in self.names and b"opendocument" in self.read("mimetype"):
            raise Unreadable("this is an OpenDocument file, as LibreOffice writes", SAVE)
        self.main = next((r.part for r in self.relations("").values() if _is_main(r)), "")
        if not self.main:
            raise Unreadable("this is no Word file: it has no text in it", SAVE)

    def read(self, part: str) -> bytes:
        """Return the bytes of a part. Raises Unreadable."""
        if part not in self._read:
            self._read[part] = self._unpacked(part)
        return self._read[part]

    def _unpacked(self, part: str) -> bytes:
        out, most = bytearray(), min(LARGEST_PART, self._left)
        try:
            with self._zip.open(part) as file:
                while chunk := file.read(CHUNK):
                    out += chunk
                    if len(out) > most:
                        fact = f"'{part}' is larger than {most // 1_000_000} MB when unpacked"
                        raise Unreadable(fact, "no leaflet is: look at where the file comes from")
        except (zipfile.BadZipFile, RuntimeError, OSError, EOFError, ValueError, zlib.error):
            hint = "open it in Word, and save it again"
            raise Unreadable(f"'{part}' in the file is damaged", hint) from None
        self._left -= len(out)
        return bytes(out)

    def xml(self, part: str) -> Any:
        """Return the root of a part; None where there is none. Raises Unreadable."""
        if part not in self.names:
            return None
        data = self.read(part)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data or "<!D".encode("utf-16-le") in data:
            fact = f"'{part}' in the file declares entities, which Word never writes"
            raise Unreadable(fact, "look at where the file comes from")
        for strict, name in STRICT.items():
            data = data.replace(strict.encode(), name.encode())
        parser = lxml.etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            huge_tree=False,  # at most 256 levels
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            return lxml.etree.fromstring(data, parser)
        except (lxml.etree.XMLSyntaxError, ValueError) as error:
            fact = f"'{part}' in the file is damaged, or nested too deep: {str(error)[:80]}"
            raise Unreadable(fact, "open it in Word, and save it again") from None

    def relations(self, part: str) -> dict[str, Relation]:
        """Return what a part names, by id; '' is the file as a whole."""
        folder, own = posixpath.split(part)
        tree = self.xml(posixpath.join(folder, "_rels", f"{own}.rels"))
        relations = {}
        for entry in () if tree is None else tree:
            target = entry.get("Target", "")
            outside = entry.get("TargetMode") == "External"
            path = "" if outside else posixpath.normpath(posixpath.join("/", folder, target))[1:]
            relations[entry.get("Id", "")] = Relation(
                entry.get("Type", "").rpartition("/")[2],
                path if path in self.names else "",
                target if outside else "",
            )
        return relations


def _is_main(relation: Relation) -> bool:
    return relation.kind == "officeDocument" and bool(relation.part)


def _known(data: bytes) -> None:
    """Tell by its first bytes what is no .docx. Raises Unreadable."""
    if not data:
        raise Unreadable("the file is empty")
    if len(data) > LARGEST_FILE:
        most = LARGEST_FILE // 1_000_000
        fact = f"the file has {len(data) / 1_000_000:.0f} MB; at most {most} MB are read"
        raise Unreadable(fact, "have Word compress its pictures, and save it again")
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Unreadable("the file is protected by a password", UNLOCK)
        raise Unreadable("this is an old Word file (.doc), whatever it is called", SAVE)
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:8].lower()
    for sign, what in OTHERS.items():
        if start.startswith(sign):
            raise Unreadable(f"this is {what}, whatever it is called", SAVE)
