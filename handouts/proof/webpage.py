"""What pages for staff share: each holds all that it needs, and may load nothing else."""

from __future__ import annotations

import io
from base64 import b64encode
from hashlib import sha256

from PIL.Image import Image

from handouts.diagnostics import Diagnostic, HandoutsError, Place
from handouts.press import face_rule, house_faces
from handouts.workspace import Refused, Workspace

__all__ = ["QUALITY", "data_address", "faces_style", "house_text", "policy", "webp"]

QUALITY = 40  # of 100
METHOD = 2  # of 6: larger by a twentieth than the slowest, in a third of its time


def policy(style: str, script: str = "") -> str:
    """Return a policy that allows what stands in the page, by its hash, and nothing else.

    https://www.w3.org/TR/CSP3/
    """
    scripts = _hashed(script) if script else "'none'"
    return (
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; font-src data:; "
        f"style-src {_hashed(style)}; script-src {scripts}"
    )


def data_address(data: bytes, media_type: str) -> str:
    """Return an address that holds what it leads to."""
    return f"data:{media_type};base64,{b64encode(data).decode()}"


def webp(picture: Image) -> bytes:
    """Return a picture as WebP, a few kB for a page at 40 dpi."""
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=QUALITY, method=METHOD)
    return out.getvalue()


def faces_style() -> str:
    """Return the house's text face as rules that hold it."""
    text, *others = house_faces()
    faces = [text, *(face for face in others if face.family == text.family)]
    return "\n".join(map(face_rule, faces))


def house_text(workspace: Workspace, name: str) -> str:
    """Return a template or style. Raises HandoutsError where it cannot be read."""
    try:
        return workspace.house_text(name)
    except Refused as refused:
        fault = Diagnostic("error", "file", Place(name), str(refused), refused.hint)
        raise HandoutsError(fault) from None


def _hashed(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
