"""Bringing in what is there: clinics of a spreadsheet, and what a designer sends for a brand."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
