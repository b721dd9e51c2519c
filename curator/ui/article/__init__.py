"""The middle pane: one article with its picture."""
