"""Handouts: a press for patient information."""

__version__ = "0.1.0"
