"""Committee papers from YAML and Word templates."""

# Raised by hand when the same content and template would give another output.
__version__ = "0.3.0"
