"""What the heads of picture files tell before a decoder sees them: the size, and what opening costs."""
