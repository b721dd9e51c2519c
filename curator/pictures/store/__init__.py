"""Pictures as they were fetched, kept between sessions, and how long the server need not be asked again."""
