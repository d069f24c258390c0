"""What has been said and decided of a paper in Word, kept beside it in `notat.gennemgang.yaml`."""
