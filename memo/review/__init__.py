"""What reviewers did in Word, back into the YAML."""

from __future__ import annotations
