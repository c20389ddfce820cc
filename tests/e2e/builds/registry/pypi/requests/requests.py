"""A stand-in."""
__version__ = "2.32.3"
