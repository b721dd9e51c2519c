"""From bytes to an image of the size it is shown, within bounds of memory and time whatever the bytes are."""
