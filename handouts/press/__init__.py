"""From sheets to copies: typesetting, finishing, plates, letterheads and the stamp."""
