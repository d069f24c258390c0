"""How fast the program is, against docxtpl and by itself: see README.md."""
