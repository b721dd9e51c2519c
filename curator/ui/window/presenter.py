"""Shows the current article in the panes: text, pictures, story, values and what the rule says of them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QImage

from curator.articles import Article, age_text, outranking
from curator.library import article_id
from curator.library.decided import values_of
from curator.pictures import PictureService
from curator.ui.article.article_words import departure_words
from curator.ui.article.picture_feed import PictureFeed
from curator.ui.desk.article_loader import ReadyArticle
from curator.ui.desk.desk import Desk
from curator.ui.desk.folder_problems import FolderProblems
from curator.ui.desk.story_links import StoryLinks
from curator.ui.rating.rating_bar import RatingBar
from curator.ui.story.related_model import RelatedCard
from curator.ui.window.work_area import WorkArea

# Most files are read sooner; taking the article before away for that would be laying out and painting twice.
_GRACE_MILLISECONDS = 40


class Presenter(QObject):
    """Gets values by signal from the workbench and hands them down to the panes."""

    def __init__(
        self,
        desk: Desk,
        links: StoryLinks,
        area: WorkArea,
        bar: RatingBar,
        pictures: PictureService,
        problems: FolderProblems,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._links = links
        self._area = area
        self._bar = bar
        self._problems = problems
        self.feed = PictureFeed(pictures, area.article.picture, self)
        self._shown: ReadyArticle | None = None
        self._awaited: Path | None = None
        self._grace = QTimer(self)
        self._grace.setSingleShot(True)
        self._grace.setInterval(_GRACE_MILLISECONDS)
        self._connect()

    def _connect(self) -> None:
        self._grace.timeout.connect(self._on_grace_timeout)
        self.feed.icon_arrived.connect(self._on_feed_icon_arrived)
        self.feed.related_arrived.connect(self._on_feed_related_arrived)
        self._area.article.resized.connect(self.feed.show_again)
        self._desk.facts.rule_learned.connect(self._on_facts_rule_learned)
        self._desk.facts.counted.connect(self._on_facts_counted)
        self._links.found.connect(self._on_links_found)
        self._desk.departures.changed.connect(self._show_departure)
        for told in (self._problems.replaced, self._problems.grown, self._problems.outdated):
            told.connect(self._on_problems_told)

    @property
    def shown(self) -> ReadyArticle | None:
        """The article in the panes."""
        return self._shown

    def related_path(self, place: int) -> Path | None:
        """The file of a related item, when it is in the folder."""
        card = self._area.story.card(place)
        return card.row.path if card is not None and card.row is not None else None

    def related_url(self, place: int) -> str:
        """The address of a related item."""
        card = self._area.story.card(place)
        return card.item.url if card is not None else ""

    @Slot(object)
    def show(self, ready: ReadyArticle) -> None:
        """Show this article in all panes; a page in its place stays, as when it has just been saved."""
        self._grace.stop()
        self._shown = ready
        article = ready.article
        age = age_text(article.published_at, datetime.now(UTC)) if article.published_at else ""
        self._area.article.show_article(article, ready.body, age, self._problems.beside(article))
        self._show_values(article)
        self._show_departure()
        self._area.story.show_story(self._cards(article), len(article.related) + 1)
        self._area.show_story_empty(is_empty=not article.related)
        self.feed.show(ready)

    def forget(self) -> None:
        """Another folder is opened: what is in the panes is not its own."""
        self._shown = None
        self.feed.forget()

    def await_soon(self, path: Path) -> None:
        """The file is being read: unless that is done in a moment, show what the list knows.

        Until then what was there stays, and no command is carried out on it.
        """
        self._shown = None
        self._awaited = path
        self.feed.leave()
        self._grace.start()

    @Slot()
    def _on_grace_timeout(self) -> None:
        if self._awaited is not None and self._awaited == self._desk.cursor.current:
            self.await_article(self._awaited)

    @Slot(object, str)
    def await_article(self, path: Path, problem: str = "") -> None:
        """The file is still being read, or could not be: show what the list knows, nothing of another."""
        self._grace.stop()
        row = self._desk.rows.at(path)
        self._shown = None
        if row is None:
            return
        self._area.article.await_article(path, row.title, row.provider or row.domain, problem)
        self._bar.quality.set_value(row.quality)
        self._bar.heat.set_heat(row.heat, "")
        self._bar.published.set_published(row.published, "", departs=False)
        self._area.story.show_story((), 1)

    def _show_values(self, article: Article) -> None:
        verdict = self._desk.facts.rule.verdict(article)
        self._bar.quality.set_value(article.quality)
        self._bar.heat.set_heat(article.heat, verdict.heat_reason)
        self._bar.published.set_published(
            article.published, verdict.published_reason, departs=verdict.published_agrees is False
        )

    @Slot()
    def _show_departure(self) -> None:
        """Say what somebody else made of the decision on what is shown, as it is shown."""
        if self._shown is None:
            return
        article = self._shown.article
        departed = self._desk.departures.of(article_id(article.path))
        words = ""
        if departed is not None:
            now = values_of(article)
            kind = departed.decided.departure(now, article.keys)
            words = departure_words(kind, departed.decided, now)
        self._area.article.show_departure(words)

    def _cards(self, article: Article) -> list[RelatedCard]:
        lead = outranking(article.quality, article.related)
        cards: list[RelatedCard] = []
        for item, linked in zip(article.related, self._links.rows(article), strict=True):
            # What was just decided of it is here first.
            row = (self._desk.row(linked.id) or linked) if linked is not None else None
            better = (
                article.quality is not None and item.quality is not None and item.quality > article.quality
            )
            mark = self._desk.mark_of(row.id) if row is not None else None
            cards.append(RelatedCard(item, item is lead, better, row, mark, None))
        return cards

    @Slot(object)
    def _on_feed_icon_arrived(self, image: QImage | None) -> None:
        self._area.article.meta.set_icon(image)

    @Slot(int, object)
    def _on_feed_related_arrived(self, place: int, image: QImage) -> None:
        card = self._area.story.card(place)
        if card is not None:
            self._area.story.set_image(place, card, image)

    @Slot()
    def _on_facts_rule_learned(self) -> None:
        if self._shown is not None:
            self._show_values(self._shown.article)

    @Slot()
    def _on_facts_counted(self) -> None:
        """Something changed in the folder: it may be one of the related items."""
        if self._shown is not None:
            self._links.want(self._shown.article)
            self._area.story.refresh(self._cards(self._shown.article))

    @Slot()
    def _on_problems_told(self) -> None:
        if self._shown is not None:
            article = self._shown.article
            self._area.article.show_beside(article, self._problems.beside(article))

    @Slot(object)
    def _on_links_found(self, path: Path) -> None:
        if self._shown is not None and self._shown.article.path == path:
            self._area.story.refresh(self._cards(self._shown.article))
