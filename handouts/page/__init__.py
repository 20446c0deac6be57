"""Handout + format -> Sheet, clinic -> the fragments of its slots."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
