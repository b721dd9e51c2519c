"""The right pane: the related items of the article on screen."""
