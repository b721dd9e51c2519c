"""The window: everything that knows QtWidgets, and nothing that decides what a file means."""
