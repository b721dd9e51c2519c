"""Pictures: what may be fetched, fetching, decoding, and the caches.

Only what is named here is for the rest of Curator.
"""

from curator.pictures.keeping import Keeper, Kept
from curator.pictures.memory import PictureFigures
from curator.pictures.model import Animation, Fit, Limits, Picture, PictureRequest, PictureState, Source
from curator.pictures.placing import fills_place, is_too_small
from curator.pictures.policy import FetchPolicy
from curator.pictures.service import PictureService

__all__ = [
    "Animation",
    "FetchPolicy",
    "Fit",
    "Keeper",
    "Kept",
    "Limits",
    "Picture",
    "PictureFigures",
    "PictureRequest",
    "PictureService",
    "PictureState",
    "Source",
    "fills_place",
    "is_too_small",
]
