"""What works behind the window, without widgets: opening, reading ahead, the cursor, deciding."""
