"""Compound files ([MS-CFB]), as Office wraps what is protected by a password ([MS-OFFCRYPTO])."""

from __future__ import annotations

import random
import struct

SECTOR = 512
FREE, END, FAT, NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
SIGN = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTION = (
    b"\x04\x00\x04\x00\x40\x00\x00\x00"
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption">'
    b'<keyData saltSize="16" blockSize="16" keyBits="256" cipherAlgorithm="AES"/></encryption>'
)


def protected() -> bytes:
    """Return what Office writes for a new workbook or document that has a password."""
    sealed = struct.pack("<Q", 8_000) + random.Random(1).randbytes(8_000)
    return compound({"EncryptionInfo": ENCRYPTION, "EncryptedPackage": sealed})


def compound(streams: dict[str, bytes]) -> bytes:
    """Return a compound file of streams, each large enough to have sectors of its own."""
    chains, body, table = [], b"", [FAT, END]  # the table of sectors, and the directory
    for data in streams.values():
        padded = data.ljust(8 * SECTOR, b"\0")
        count = -(-len(padded) // SECTOR)
        chains.append((len(table), len(padded)))
        table += [*range(len(table) + 1, len(table) + count), END]
        body += padded.ljust(count * SECTOR, b"\0")
    entries = [_entry("Root Entry", 5, END, 0, child=1)]
    names = list(streams)
    for number, (first, size) in enumerate(chains, 1):
        right = number + 1 if number < len(names) else NONE
        entries.append(_entry(names[number - 1], 2, first, size, right=right))
    entries += [bytes(128)] * (4 - len(entries))
    fat = struct.pack(f"<{len(table)}I", *table).ljust(SECTOR, b"\xff")
    head = SIGN + bytes(16) + struct.pack("<HHHHH6xIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096)
    head += struct.pack("<IIII", END, 0, END, 0) + struct.pack("<I", 0).ljust(436, b"\xff")
    return head.ljust(SECTOR, b"\0") + fat + b"".join(entries) + body


def _entry(
    name: str, kind: int, first: int, size: int, right: int = NONE, child: int = NONE
) -> bytes:
    letters = name.encode("utf-16-le") + b"\0\0"
    head = letters.ljust(64, b"\0") + struct.pack("<HBB", len(letters), kind, 1)
    return (
        head + struct.pack("<III", NONE, right, child) + bytes(36) + struct.pack("<IQ", first, size)
    )
