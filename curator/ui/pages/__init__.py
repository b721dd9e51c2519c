"""Full pages and dialogs: the first page, empty states, about, documentation, reports."""
