"""The wishes not answered yet: whose turn it is to be fetched and to be decoded."""
