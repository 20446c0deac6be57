"""Where copies go, whole or not at all: folders and objects, and the ledger of what was made."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
