"""The bar below: quality, heat, published, and the state of the session."""
