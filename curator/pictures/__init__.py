"""Pictures: what may be fetched, fetching, decoding, and the caches.

Only what is named here is for the rest of Curator.
"""

from curator.pictures.fetching.policy import FetchPolicy
from curator.pictures.keeping import Keeper, KeepingProgress
from curator.pictures.memory import PictureFigures
from curator.pictures.model import Animation, Fit, Limits, Picture, PictureRequest, PictureState, Source
from curator.pictures.placing import fills_place, is_too_small
from curator.pictures.service import PictureService
from curator.pictures.size_words import size_words
from curator.pictures.store.disk_figures import disk_held

__all__ = [
    "Animation",
    "FetchPolicy",
    "Fit",
    "Keeper",
    "KeepingProgress",
    "Limits",
    "Picture",
    "PictureFigures",
    "PictureRequest",
    "PictureService",
    "PictureState",
    "Source",
    "disk_held",
    "fills_place",
    "is_too_small",
    "size_words",
]
