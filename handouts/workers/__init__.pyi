from .cluster import Cluster as Cluster
from .pool import EXIT_OUT_OF_MEMORY as EXIT_OUT_OF_MEMORY
from .pool import Lost as Lost
from .pool import Team as Team
from .pool import Workers as Workers
from .pool import leave as leave
from .pool import limit_memory as limit_memory
from .pool import seldom_look_for_garbage as seldom_look_for_garbage
