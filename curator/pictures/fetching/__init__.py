"""From an address to its bytes: what may be fetched, the network thread, one fetch with all its redirects."""
