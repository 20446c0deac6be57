"""Importing: leaflets from Word, web pages and Markdown as drafts that have lost no word."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
