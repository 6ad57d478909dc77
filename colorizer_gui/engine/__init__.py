"""What a photo passes through, from file to file. No Qt, no torch."""
