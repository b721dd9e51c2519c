"""The hostile table: what an author may put into articles to do harm, and where it is tested.

Files and headers are in `content`. "Bounded" means a process of its own with 400 MB of memory above what the
interpreter has, and a limit on processor time (`bounded`); never a clock. R stands for `test_reading` (an
article, its record in the index), C for `test_command_line` (list in all formats, check, set, merge), D for
`test_disk`, W for `tests/ui/test_hostile_folder.py` (the whole window), F for `tests/fuzz`.

| row                                                     | tested in                          |
| ------------------------------------------------------- | ---------------------------------- |
| alias bombs, nesting, 100 MB, 1,000,000 keys            | R; tests/frontmatter (refused)     |
| a 2 GB file                                             | R, C (shown, not saved)            |
| JSON bombs, entities without end, endless reasons       | R                                  |
| NUL, surrogates, not UTF-8, U+2028, U+0085              | R, C, W, F                         |
| direction overrides, control characters                 | R, C, W                            |
| HTML and `<img src=…>` in every field and in the body   | C, W with a server; tests/articles |
| `javascript:`, `file:`, UNC, `data:`, `../`             | R, C; tests/pictures/fetching       |
| names: options, new lines, ESC, odd bytes, 255 bytes    | C (list and set), W                |
| pipe, socket, device, folder, circle called x.md        | D, C (set), W                      |
| pipes and bombs as the site's configuration             | D                                  |
| 1,000 folders deep, paths too long, `.gitignore` bombs  | D                                  |
| a repository with hooks, fsmonitor, filters             | D                                  |
| formulas in CSV                                         | C                                  |
| YAML tags that construct objects                        | R, C                               |
| saving: faithful, or refused with a reason              | C (set), F                         |
| merging: hostile values, thousands of changes, any bytes | C (merge), F                      |
"""
