"""What every part of the window uses: theme, translation, background tasks, images."""
