from .cluster import Cluster as Cluster
from .pool import Lost as Lost
from .pool import Team as Team
from .pool import Unready as Unready
from .pool import Workers as Workers
from .pool import garbage_waits as garbage_waits
