"""Signs to watch for: a list goes to the route of the help box that its line leads to."""

from __future__ import annotations

from typing import Any

import pytest
from originals import PHONE, Read
from wordfiles import h, p, title, word

from handouts.importing.drafting.draft import Draft

SIGNS = ["you cannot breathe", "your lips swell"]


def helped(draft: Draft) -> dict[str, Any]:
    found = [b["get-help"] for s in draft.data["sections"] for b in s["blocks"] if "get-help" in b]
    assert len(found) <= 1
    return found[0] if found else {}


def signs(*texts: str) -> str:
    return "".join(p(text, listed=(2, 0)) for text in texts)


@pytest.mark.parametrize(
    ("line", "route"),
    [
        (p("Call 999 if:"), "emergency"),
        (p("Go to the emergency department if:"), "emergency"),
        (p("Go to A&amp;E".replace("&amp;", "&") + " at once if:"), "emergency"),
        (h("In an emergency"), "emergency"),
        (h("When to call 112"), "emergency"),
        (p(f"Ring the ward on {PHONE} if:"), "worried"),
        (h("When to get help"), "worried"),
        (p("Look at www.skin.example for:"), ""),
        (p("Emergency contraception works best if:"), ""),
        (p("Tell the nurse if:"), ""),
    ],
)
def test_a_list_goes_where_its_line_leads(read: Read, line: str, route: str) -> None:
    draft = read(word(title("A"), h("B"), p("Words."), line, signs(*SIGNS)))
    assert helped(draft) == ({route: SIGNS} if route else {})
    told = [point.text for point in draft.points if "in the help box" in point.text]
    assert len([text for text in told if "see that each of them is one" in text]) == bool(route)


def test_both_routes_stand_in_one_box(read: Read) -> None:
    draft = read(
        word(
            title("A"),
            h("Getting help"),
            p(f"Ring {PHONE} if:"),
            signs("it is red"),
            p("Call 999 if:"),
            signs(*SIGNS),
            p("Ring the nurse if:"),
            signs("it itches"),
        )
    )
    assert helped(draft) == {"worried": ["it is red"], "emergency": SIGNS}
    assert {"points": ["it itches"]} in draft.data["sections"][0]["blocks"]


def test_a_heading_with_a_number_waits_and_still_parts_the_text(read: Read) -> None:
    draft = read(word(title("A"), h("Before"), p("Rest."), h("When to call 999"), p("At once.")))
    one, two = draft.data["sections"]
    assert one["blocks"] == [{"prose": "Rest."}]
    assert (two["heading"], two["part"]) == ("(to write) A heading", "get-help")
    assert two["blocks"] == [{"prose": "At once."}]
