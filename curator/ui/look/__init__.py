"""How the window looks: colours, type, style sheet, and the small widgets everything else is made of."""
