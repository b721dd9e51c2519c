"""The main window: how the panes lie, what is shown in them, and what the window says."""
