"""What a person can do: the table of commands, the keys, menus, palette and cheat sheet made from it."""
