"""The Problems view: everything that is wrong in the folder, one kind after another."""
