"""Curator: decide, article by article, what a folder of Markdown publishes."""

__version__ = "0.1.0"
