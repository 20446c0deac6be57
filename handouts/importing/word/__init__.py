"""A .docx as an original: what Word writes, read within limits, and nothing of it run."""
