"""Notes by people: made, removed, listed. They need no right to write the database."""

from __future__ import annotations

from archiver.archive.looking import Looking
from archiver.errors import UsageError
from archiver.model.note import Agreement, Note, agreements
from archiver.model.revision import Edit
from archiver.store import Notebook


class Noting(Looking):
    """What people say of edits."""

    @property
    def notebook(self) -> Notebook:
        """The notes of the home."""
        return Notebook(self.home.notes)

    def note(self, url: str, number: int, text: str = "", *, label: str | None = None, coder: str) -> Note:
        """Note something on the edit that opened a revision.

        Args:
            url: of the article.
            number: of the revision.
            text: what there is to say.
            label: a word for what the edit is.
            coder: who says so.

        Raises:
            UnknownArticle: it is not watched.
            UsageError: no edit opened this revision, or the note says nothing.
            DiskFull, NotUsable: it cannot be written.
        """
        edit = self._edit_into(url, number)
        return self.notebook.add(edit, label=label, text=text, coder=coder, now=self.now())

    def remove_note(self, note: str, *, coder: str) -> Note:
        """Let a note count no longer.

        Raises:
            UsageError: there is no such note.
            DiskFull, NotUsable: it cannot be written.
        """
        return self.notebook.remove(note, coder=coder, now=self.now())

    def notes(
        self, *, url: str | None = None, label: str | None = None, coder: str | None = None
    ) -> tuple[Note, ...]:
        """Return the notes that count, oldest first, of one article, label or coder where that is given.

        Raises:
            UnknownArticle: it is not watched.
        """
        address = None if url is None else self._article(url).url
        return tuple(
            one
            for one in self.notebook.notes()
            if one.removed_at is None
            and address in (None, one.url)
            and label in (None, one.label)
            and coder in (None, one.coder)
        )

    def agreements(self) -> tuple[Agreement, ...]:
        """Return how far each two coders agree in the labels they gave."""
        return agreements(self.notebook.notes())

    def _edit_into(self, url: str, number: int) -> Edit:
        for edit in self.edits(url=url):
            if edit.new == number:
                return edit
        raise UsageError(f"no edit opened revision {number} of {url}; `archiver log` lists its revisions")
