"""The writing desk: a handout as forms, saved with its versions, comments and unsaved words."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
