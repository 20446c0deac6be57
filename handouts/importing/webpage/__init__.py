"""A web page, or Markdown, as an original: what stands in it, with nothing run or fetched."""
