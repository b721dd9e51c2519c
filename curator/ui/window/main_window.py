"""The window: builds the parts and wires them; it does no work itself."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from curator.pictures import PictureService
from curator.ui.commands.command_runner import CommandRunner
from curator.ui.commands.held_keys import HeldKeys
from curator.ui.commands.menus import Menus
from curator.ui.desk.article_loader import ReadyArticle
from curator.ui.desk.workbench import Workbench
from curator.ui.look.theme import Theme
from curator.ui.rating.rating_bar import RatingBar
from curator.ui.settings import Settings
from curator.ui.window.announcer import Announcer
from curator.ui.window.answer_commands import AnswerCommands
from curator.ui.window.decision_commands import DecisionCommands
from curator.ui.window.departure_notices import DepartureNotices
from curator.ui.window.explanations import folder_name, window_title
from curator.ui.window.lead_commands import LeadCommands
from curator.ui.window.messages import Messages
from curator.ui.window.move_commands import MoveCommands
from curator.ui.window.notice_bar import NoticeBar
from curator.ui.window.overlays import Overlays
from curator.ui.window.page_stack import PageStack
from curator.ui.window.presenter import Presenter
from curator.ui.window.top_bar import TopBar
from curator.ui.window.warm_up import WarmUp, collect_garbage_again, load_later_modules
from curator.ui.window.work_area import WorkArea


class MainWindow(QMainWindow):
    """Signals: `sources_dropped(tuple of Path)`, `close_requested()` when the person wants to leave."""

    sources_dropped = Signal(object)
    close_requested = Signal()

    def __init__(
        self, theme: Theme, workbench: Workbench, pictures: PictureService, settings: Settings
    ) -> None:
        super().__init__()
        self._theme = theme
        self._workbench = workbench
        self._may_close = False
        self._held_keys: HeldKeys | None = None
        self.setObjectName("main_window")
        self.setAcceptDrops(True)
        self._build(theme, pictures, settings)
        self._assemble(pictures, settings)
        self._connect()
        self._place(settings)

    def _build(self, theme: Theme, pictures: PictureService, settings: Settings) -> None:
        self.top = TopBar(theme, self)
        self.area = WorkArea(theme, self._workbench.desk, self)
        self.notices = NoticeBar(theme, self)
        self.bar = RatingBar(theme, self)
        desk_page = QWidget(self)
        desk_page.setObjectName("desk_page")
        column = QVBoxLayout(desk_page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part, stretch in ((self.top, 0), (self.area, 1), (self.bar, 0)):
            column.addWidget(part, stretch)
        self.pages = PageStack(theme, desk_page, self)
        centre = QWidget(self)
        centre.setObjectName("centre")
        whole = QVBoxLayout(centre)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.pages, 1)
        self._desk_column, self._whole = column, whole
        self._place_notices(on_desk=True)
        self.setCentralWidget(centre)
        self.overlays = Overlays(theme, pictures, settings.quality_steps, centre)

    def _assemble(self, pictures: PictureService, settings: Settings) -> None:
        workbench = self._workbench
        self.runner = CommandRunner(self)
        self.menus = Menus(self.menuBar(), self)
        self.presenter = Presenter(
            workbench.desk, workbench.links, self.area, self.bar, pictures, workbench.problems, self
        )
        self.decisions = DecisionCommands(workbench.decider, self.bar, settings.quality_steps, self)
        self.moves = MoveCommands(workbench.desk, workbench.links, self.presenter, self.area, self)
        self.announcer = Announcer(self.notices, self)
        self.messages = Messages(workbench, self.announcer, self.area, self.top, self.bar.status, self)
        DepartureNotices(workbench.desk, self.announcer, self)
        self.runner.register(self.decisions.handlers())
        self.runner.register(self.moves.handlers())
        lead = LeadCommands(workbench.decider, self.presenter, self)
        lead.told.connect(self.announcer.tell)
        self.runner.register(lead.handlers())
        self.answers = AnswerCommands(workbench)
        self.runner.register(self.answers.handlers())
        pictures.fetch_timed.connect(workbench.surroundings.take_fetch_seconds)
        self.warm_up = WarmUp(
            (
                lambda: workbench.jobs.submit(load_later_modules, lambda nothing: None),
                lambda: self.overlays.palette,
                lambda: self.overlays.keys,
                lambda: self.overlays.zoom,
                lambda: self.top.search.completions,
                self.menus.fill,
                lambda: self.area.page,
                lambda: self.pages.welcome,
                collect_garbage_again,
            ),
            self,
        )

    def _connect(self) -> None:
        workbench, desk, decider = self._workbench, self._workbench.desk, self._workbench.decider
        area = self.area
        for source in (self.menus, self.top, area.queue, area.article, area.story, self.bar, area):
            source.command_requested.connect(self._on_command_requested)
        self.notices.command_requested.connect(self._on_command_requested)
        self.overlays.command_chosen.connect(self._on_command_requested)
        area.queue.facets.left.connect(self.take_keyboard)
        self.runner.command_failed.connect(self.announcer.show_error)
        self.decisions.entry_closed.connect(self.take_keyboard)
        self.top.search.left.connect(self.take_keyboard)
        workbench.sources_opened.connect(self._on_workbench_sources_opened)
        workbench.article_ready.connect(self._on_workbench_article_ready)
        workbench.article_failed.connect(self.presenter.await_article)
        workbench.surroundings.around_ready.connect(self.presenter.feed.prefetch)
        workbench.surroundings.racing_changed.connect(self.presenter.feed.set_racing)
        desk.cursor.order_changed.connect(self._on_cursor_order_changed)
        desk.rows_changed.connect(self.area.queue.model.refresh)
        desk.cursor.moved.connect(self._on_cursor_moved)
        decider.advance_requested.connect(self.moves.advance)
        self.area.article.article_painted.connect(decider.note_painted)
        self.area.article.article_painted.connect(self.runner.note_painted)
        self.area.article.article_painted.connect(self.warm_up.begin)
        view = self.area.queue.view
        view.article_clicked.connect(desk.cursor.go_to_place)
        view.mark_clicked.connect(self.moves.mark_place)
        view.range_clicked.connect(self.moves.mark_range)
        self.area.article_covered.connect(decider.note_covered)
        self.area.article_covered.connect(self.warm_up.begin)
        self.area.article_shown.connect(self.bar.show_values)
        self.area.article_shown.connect(self._on_area_article_shown)
        self.area.alone_changed.connect(self.bar.setHidden)
        self.area.story.related_requested.connect(self.moves.open_related)

    def _place(self, settings: Settings) -> None:
        self.resize(1280, 800)
        if settings.window_geometry:
            self.restoreGeometry(QByteArray.fromBase64(settings.window_geometry.encode("ascii")))
        self.area.set_sizes(settings.splitter_sizes)
        self.area.show_panes(list_shown=settings.is_list_shown, story_shown=settings.is_story_shown)
        self._show_title("")

    def _place_notices(self, *, on_desk: bool) -> None:
        """Notices stand above the rating bar, and on the first page, which has none, below everything."""
        if on_desk:
            self._desk_column.insertWidget(2, self.notices)
        else:
            self._whole.addWidget(self.notices)

    def geometry_text(self) -> str:
        """Where the window is, as text for the settings."""
        return bytes(self.saveGeometry().toBase64().data()).decode("ascii")

    def allow_close(self) -> None:
        """Everything is saved: the next attempt to close succeeds."""
        self._may_close = True

    @property
    def can_show_article_again(self) -> bool:
        """Whether a page covers an article that is still current."""
        has_article = self._workbench.desk.cursor.current is not None and self.presenter.shown is not None
        return has_article and not self.area.is_article_shown

    @Slot()
    def take_keyboard(self) -> None:
        """Put the keyboard back to deciding; without a list the window itself takes it."""
        view = self.area.queue.view
        keyboard = view if view.isVisible() else self
        keyboard.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_title(self, article: str) -> None:
        self.setWindowTitle(window_title(article, folder_name(self._workbench.sources)))

    @Slot(object)
    def _on_command_requested(self, command: object) -> None:
        self.runner.run(command)  # type: ignore[arg-type]  # a Signal(object) loses the type CommandId

    @Slot(object)
    def _on_workbench_sources_opened(self, sources: tuple[Path, ...]) -> None:
        self.top.search.show_query("")
        self.area.queue.chips.show_query("")
        self.area.queue.facets.show_query("")
        self._show_title("")
        if sources:
            self.pages.show_desk()
            self._place_notices(on_desk=True)
            self.take_keyboard()
        else:
            self.show_welcome()

    def show_welcome(self) -> None:
        """Show the first page, and put the keyboard there."""
        self.pages.show_welcome()
        self._place_notices(on_desk=False)
        self.pages.welcome.take_keyboard()
        self.warm_up.begin()

    @Slot(bool)
    def _on_area_article_shown(self, is_shown: bool) -> None:
        """The title names what is on screen: no article under a page."""
        shown = self.presenter.shown
        self._show_title(shown.article.title if is_shown and shown is not None else "")

    @Slot(object)
    def _on_workbench_article_ready(self, ready: ReadyArticle) -> None:
        self.presenter.show(ready)
        self._show_title(ready.article.title)

    @Slot()
    def _on_cursor_order_changed(self) -> None:
        cursor, view = self._workbench.desk.cursor, self.area.queue.view
        anchor = view.anchor()
        self.area.queue.model.set_order(cursor.queue.order)
        if cursor.current_id is not None:
            view.set_current(cursor.queue.position)
        # What a person looks at stays where it is, whatever came or went above it.
        if anchor is not None and anchor[0] in cursor.queue:
            view.hold(cursor.queue.position_of(anchor[0]), anchor[1])
        elif cursor.current_id is not None:
            view.show_place(cursor.queue.position)

    @Slot(object)
    def _on_cursor_moved(self, path: Path | None) -> None:
        if path is None:
            self.presenter.feed.leave()
            return
        self.area.queue.view.show_place(self._workbench.desk.cursor.queue.position)
        self.area.show_article()
        if self._workbench.loader.ready(path) is None:
            self.presenter.await_soon(path)
            row = self._workbench.desk.rows.at(path)
            self._show_title(row.title if row is not None else "")

    def showEvent(self, event: QShowEvent) -> None:
        """From now on there is a native window, before which repetitions of a key can be told."""
        super().showEvent(event)
        if self._held_keys is None:
            self._held_keys = HeldKeys(self.windowHandle(), self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Every key nobody below wanted."""
        if not self.runner.press(event):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Folders and files may be dropped anywhere."""
        if dropped_paths(event):
            event.acceptProposedAction()
            self.pages.set_dragging(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went elsewhere."""
        self.pages.set_dragging(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """They were dropped: open them."""
        self.pages.set_dragging(False)
        paths = dropped_paths(event)
        if paths:
            event.acceptProposedAction()
            # The next key is meant for what was just dropped, not for the program it came from.
            self.activateWindow()
            self.sources_dropped.emit(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait for pending saves, then close."""
        if not self._may_close:
            self.close_requested.emit()
        # With nothing to wait for it is allowed by now; a window cannot be closed from within this event.
        event.setAccepted(self._may_close)


def dropped_paths(event: QDropEvent) -> tuple[Path, ...]:
    """The local files and folders of a drag, whatever they are; the scan says what it makes of them."""
    return tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
