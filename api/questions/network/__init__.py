"""Networks of the bodies that issue documents: who issues with whom, and who follows whom."""

from api.questions.network.answers import FollowingNetwork, JointNetwork, Matrix, Period
from api.questions.network.following import following_network
from api.questions.network.forms import as_graph, as_matrix
from api.questions.network.joint import joint_network

__all__ = [
    "FollowingNetwork",
    "JointNetwork",
    "Matrix",
    "Period",
    "as_graph",
    "as_matrix",
    "following_network",
    "joint_network",
]
