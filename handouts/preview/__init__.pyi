from .drafting import Wanted as Wanted
from .readings import ReadAll as ReadAll
from .readings import collection_in as collection_in
from .readings import load as load
from .serving import serve as serve
