"""What the tests of the window open: articles as text, and a folder with a handful of them on a real disk."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QColor, QImage

NEWEST_FIRST = ("bees.md", "wasps.md", "tide.md", "moss.md", "notes.md")
"""The articles of `write_folder` in the order in which the list has them."""


def article(
    title: str, day: int, *lines: str, url: str = "", body: str = "The body.\n", newline: str = "\n"
) -> bytes:
    """An article of that day of January 2026; `lines` go into the header as they are."""
    address = (f"webUrl: {url}",) if url else ()
    header = ("---", f"title: {title}", f"publishedDateTime: 2026-01-{day:02}T08:00:00Z", *address)
    text = "\n".join((*header, "type: article", *lines, "---", body))
    return text.replace("\n", newline).encode()


def provider(name: str) -> tuple[str, ...]:
    """The lines of a provider."""
    return ("provider:", f"  name: {name}", f"  domain: {name.lower().replace(' ', '')}.example")


def related(title: str, url: str, quality: int, name: str = "Hive Weekly") -> tuple[str, ...]:
    """The lines of one related item; `related:` comes before the first."""
    return (
        f"  - title: {title}",
        f"    webUrl: {url}",
        "    type: article",
        f"    quality: {quality}",
        "    provider:",
        f"      name: {name}",
        "      domain: hive.example",
    )


def values(quality: int, heat: int, published: bool) -> tuple[str, ...]:
    """The lines of the three fields a decision writes."""
    return (f"quality: {quality}", f"heat: {heat}", f"published: {str(published).lower()}")


def pictures(*urls: str) -> tuple[str, ...]:
    """The lines of an article's pictures."""
    return ("images:", *(f"  - url: {url}" for url in urls))


BEES = "https://bees.example/dance"
WASPS = "https://wasps.example/nest"
MOSS = "https://moss.example/wall"


def write_folder(folder: Path) -> Path:
    """Five articles: two of one story, one without values, one with pictures, one that cannot be written."""
    (folder / "assets").mkdir(parents=True)
    write_picture(folder / "assets" / "moss.png", 64, 36, "green")
    write_picture(folder / "assets" / "wall.png", 32, 18, "gray")
    texts = {
        "bees.md": article(
            "Bees dance in the dark",
            9,
            *values(72, 82, published=True),
            *provider("Hive Weekly"),
            "related:",
            *related("Wasps build with paper", WASPS, 50, "Wasp Post"),
            url=BEES,
        ),
        "wasps.md": article(
            "Wasps build with paper",
            8,
            *values(50, -1, published=False),
            *provider("Wasp Post"),
            "related:",
            *related("Bees dance in the dark", BEES, 72),
            *related("Hornets", "https://hornets.example/", 40, "Hornet News"),
            url=WASPS,
        ),
        "tide.md": article("The tide keeps no timetable", 7, *provider("Tidewater"), newline="\r\n"),
        "moss.md": article(
            "Moss remembers the rain",
            6,
            *values(30, 30, published=False),
            *provider("Moss Review"),
            *pictures("/assets/moss.png", "/assets/wall.png"),
            url=MOSS,
        ),
        "notes.md": b'---\ntitle: "an unclosed quote\nquality: 10\n---\nNotes.\n',
    }
    (folder / "_config.yml").write_text("title: a site\n", encoding="utf-8")
    for name, text in texts.items():
        (folder / name).write_bytes(text)
    return folder


def write_picture(path: Path, width: int, height: int, colour: str) -> Path:
    """A picture of one colour."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    assert image.save(str(path))
    return path
