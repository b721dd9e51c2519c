"""The article: picture, who and when, title and excerpt in a reading face, links, problems, body.

It shows what it is given and says when it has been painted; it never reads, fetches or decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from curator.articles import Article
from curator.articles.display_text import shown_name
from curator.ui.article.article_words import date_words, domain_words, problem_words
from curator.ui.article.meta_line import MetaLine
from curator.ui.article.picture_view import PictureView
from curator.ui.article.picture_words import PictureWords
from curator.ui.commands.commands import CommandId
from curator.ui.look.chip_row import ChipRow
from curator.ui.look.key_link import KeyLink
from curator.ui.look.reading_text import ReadingText
from curator.ui.look.selectable_text import SelectableText
from curator.ui.look.theme import Space, TextSize, Theme, serif_font
from curator.ui.look.viewport import give_viewport

# About seventy characters of the reading face.
_COLUMN_WIDTH = 680
# The picture takes about a third of the window; it gives way, down to the least height, when that spares the
# editor from scrolling.
_PICTURE_SHARE = 0.38
_PICTURE_LEAST = 140
_PICTURE_RATIO = 9 / 16


class _Column(QWidget):
    """The column of text; tells when it has been painted."""

    painted = Signal()

    def sizeHint(self) -> QSize:
        """Qt asks how large it would like to be: as wide as it is, for which alone its texts are laid out."""
        layout = self.layout()
        return QSize(self.width(), layout.totalHeightForWidth(self.width()) if layout is not None else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.painted.emit()


class ArticlePanel(QScrollArea):
    """One article in a column that scrolls.

    Signals: `article_painted(Path)` once what is shown has reached the screen's buffer,
    `command_requested(CommandId)` from the links, `resized()` when pictures need another size.
    """

    article_painted = Signal(object)
    command_requested = Signal(object)
    resized = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._is_complete = False
        self._build(theme)
        self._connect()

    def _build(self, theme: Theme) -> None:
        self.setObjectName("article")
        self.setAccessibleName("Article")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        give_viewport(self)
        self._page = QWidget(self)
        self._page.setObjectName("article_page")
        self._page.setProperty("role", "ground")
        self._page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = _Column(self._page)
        self._column.setObjectName("article_column")
        self._column.setFixedWidth(_COLUMN_WIDTH)
        self.picture = PictureView(theme, self._column)
        self.meta = MetaLine(theme, self._column)
        self._topics = ChipRow(theme, self._column)
        self._topics.setObjectName("topics")
        self._topics.setAccessibleName("Topics")
        self._title = self._text("article_title", "Title", serif_font(TextSize.TITLE, bold=True))
        self._excerpt = ReadingText(serif_font(TextSize.READING), 1.35, self._column)
        self._excerpt.setObjectName("article_excerpt")
        self._excerpt.setAccessibleName("Excerpt")
        self._excerpt.setProperty("strength", "soft")
        self._departure = self._text("departure", "What became of your decision", None)
        self._departure.setProperty("strength", "problem")
        self._departure.hide()
        self._problems = self._text("problems", "Problems", None)
        self._problems.setProperty("strength", "problem")
        self._body = self._text("body", "Body", None)
        self._lay_out(self._build_links(theme))
        self.setWidget(self._page)

    def _text(self, name: str, words: str, font: QFont | None) -> SelectableText:
        label = SelectableText(self._column)
        label.setObjectName(name)
        label.setAccessibleName(words)
        if font is not None:
            label.setFont(font)
        return label

    def _build_links(self, theme: Theme) -> QHBoxLayout:
        self._source_link = KeyLink(theme, "source", "B", CommandId.OPEN_SOURCE, self._column)
        self._amp_link = KeyLink(theme, "AMP", "Shift+B", CommandId.OPEN_AMP, self._column)
        self._copy_link = KeyLink(theme, "copy link", "C", CommandId.COPY_LINK, self._column)
        self._secured = QLabel("secured ✓", self._column)
        self._secured.setObjectName("secured")
        self._secured.setTextFormat(Qt.TextFormat.PlainText)
        self._secured.setProperty("strength", "small")
        self._secured.setToolTip("This article carries an encrypted part, which Curator never touches.")
        links = QHBoxLayout()
        links.setSpacing(Space.BASE)
        for link in (self._source_link, self._amp_link, self._copy_link):
            link.command_requested.connect(self.command_requested)
            links.addWidget(link)
        links.addWidget(self._secured)
        links.addStretch(1)
        return links

    def _lay_out(self, links: QHBoxLayout) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.BASE)
        head.addWidget(self.meta)
        head.addWidget(self._topics, 1)
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, Space.LARGE - 2, 0, Space.WIDE)
        column.setSpacing(Space.BASE)
        column.addWidget(self.picture)
        column.addLayout(head)
        column.addWidget(self._title)
        column.addWidget(self._excerpt)
        column.addLayout(links)
        column.addWidget(self._departure)
        column.addWidget(self._problems)
        column.addWidget(self._body)
        column.addStretch(1)
        page = QHBoxLayout(self._page)
        page.setContentsMargins(0, 0, 0, 0)
        page.addStretch(1)
        page.addWidget(self._column)
        page.addStretch(1)

    def _connect(self) -> None:
        self._column.painted.connect(self._on_column_painted)
        self.viewport().installEventFilter(self)

    @property
    def path(self) -> Path | None:
        """The article that is shown."""
        return self._path

    def show_article(self, article: Article, body: str, age: str, beside: Sequence[str] = ()) -> None:
        """Show an article, its body as readable text, and its age; another one than before from its top.

        `beside` is what is wrong with it that shows only beside the others of its folder.
        """
        is_other = article.path != self._path
        self._path = article.path
        self._is_complete = True
        with self._laid_out_in_the_end():
            self._fill(article, body, age, beside)
        self._fit()
        # Now rather than in the next turn, in which it would be painted once before and once after.
        for part in (self._column, self._page, self.viewport()):
            QCoreApplication.sendPostedEvents(part, QEvent.Type.LayoutRequest)
        if is_other:
            self.verticalScrollBar().setValue(0)
        self._column.update()

    @contextmanager
    def _laid_out_in_the_end(self) -> Iterator[None]:
        """Qt lays everything out whenever a part becomes visible; most of that would be for nothing."""
        layouts = [layout for layout in (self._column.layout(), self._page.layout()) if layout is not None]
        for layout in layouts:
            layout.setEnabled(False)
        yield
        for layout in layouts:
            layout.setEnabled(True)

    def _fill(self, article: Article, body: str, age: str, beside: Sequence[str]) -> None:
        who = article.provider.label or shown_name(article.path.name)
        self.meta.set_words(who, date_words(article, age))
        self._topics.set_words(article.topics)
        self._title.setText(article.title)
        self._show_text(self._excerpt, article.excerpt)
        self._show_text(self._problems, problem_words(article, beside))
        self._show_text(self._body, body)
        self._source_link.setVisible(bool(article.url))
        self._source_link.set_words(domain_words(article))
        self._amp_link.setVisible(bool(article.amp_url))
        self._copy_link.setVisible(bool(article.url))
        self._secured.setVisible(article.is_secured)

    def show_beside(self, article: Article, beside: Sequence[str]) -> None:
        """Something else is wrong with the article shown than was known when it was shown."""
        words = problem_words(article, beside)
        if self._is_complete and article.path == self._path and words != self._problems.text():
            self._show_text(self._problems, words)

    def show_problems(self) -> None:
        """Scroll to what is wrong with the article."""
        if not self._problems.isHidden():
            self.ensureWidgetVisible(self._problems, 0, Space.LARGE)

    def await_article(self, path: Path, title: str, who: str, problem: str) -> None:
        """Show what the list knows while the file is read, or why it cannot be; no key decides on it."""
        self._path = path
        self._is_complete = False
        self.meta.set_words(who, "")
        self._topics.set_words(())
        self._title.setText(title)
        self._show_text(self._excerpt, "")
        self._show_text(self._departure, "")
        self._show_text(self._problems, problem)
        self._show_text(self._body, "")
        for part in (self._source_link, self._amp_link, self._copy_link, self._secured):
            part.hide()
        if problem:
            self.picture.show_nothing(who or title, PictureWords())
        else:
            self.picture.await_picture(who or title)

    def show_departure(self, words: str) -> None:
        """Say how the article that is shown departs from what was decided of it, "" for not at all."""
        if words != self._departure.text():
            self._show_text(self._departure, words)
            self._fit()

    def scroll_on(self) -> bool:
        """Scroll by most of a page; False when the end was on screen already."""
        bar = self.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + int(self.viewport().height() * 0.85))
        return bar.value() != before

    def scroll_back(self) -> None:
        """Scroll up by most of a page."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() - int(self.viewport().height() * 0.85))

    def _show_text(self, label: QLabel, words: str) -> None:
        label.setText(words)
        label.setVisible(bool(words))

    @Slot()
    def _on_column_painted(self) -> None:
        if self._path is not None and self._is_complete:
            self.article_painted.emit(self._path)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The column is as wide as the viewport allows."""
        if watched is self.viewport() and event.type() is QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture follows the size of the pane."""
        super().resizeEvent(event)
        self._fit()
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys belong to the window; Qt would scroll with the arrows."""
        event.ignore()

    def _fit(self) -> None:
        # Room for the scroll bar is kept whether it is there or not, so that its coming changes no line.
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        width = min(_COLUMN_WIDTH, room - 2 * Space.LARGE)
        # One width, whatever room there is around it: text is laid out for no other.
        self._column.setFixedWidth(max(1, width))
        full = max(_PICTURE_LEAST, min(int(width * _PICTURE_RATIO), int(self.height() * _PICTURE_SHARE)))
        self.picture.set_full_height(full)
        self.picture.setFixedHeight(full)
        excess = self._column_height(width) - self.viewport().height()
        if 0 < excess <= full - _PICTURE_LEAST:
            self.picture.setFixedHeight(full - excess)

    def _column_height(self, width: int) -> int:
        layout = self._column.layout()
        return layout.totalHeightForWidth(width) if layout is not None else 0
