"""The left pane: the list of articles, its filters and the query box."""
