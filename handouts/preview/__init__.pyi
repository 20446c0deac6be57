from .drafting import Wanted as Wanted
from .serving import serve as serve
