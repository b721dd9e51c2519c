"""Saved views in the window: kept in step with the folder's file, chosen, named, deleted."""
