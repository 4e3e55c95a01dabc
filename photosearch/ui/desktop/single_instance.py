"""One window per library: a second start hands its wishes to the first one over a local socket and ends.

The first one answers each start. A start that gets no answer because the window was just closing opens its own.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from photosearch.paths import make_private

_log = logging.getLogger(__name__)

_CONNECT_MS = 500
_ANSWER_MS = 5_000
"""A window that is still opening, or busy, answers late; one that is gone breaks the connection at once."""
_STARTING_MS = 10_000
_LOCK = "window.lock"
_HEARD = b"heard\n"
_LONGEST_MESSAGE_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a start asks the window for, beside coming to the front."""

    folders: tuple[Path, ...] = ()
    query: str = ""
    like: Path | None = None

    def to_bytes(self) -> bytes:
        """One line of JSON."""
        like = None if self.like is None else str(self.like)
        made = {"folders": [str(folder) for folder in self.folders], "query": self.query, "like": like}
        # ASCII escapes also carry the lone surrogates of names that are not UTF-8.
        return json.dumps(made).encode("ascii") + b"\n"

    @classmethod
    def from_bytes(cls, line: bytes) -> Wishes:
        """Read what ``to_bytes`` wrote; anything else is no wish at all."""
        try:
            read = json.loads(line)
            folders, query, like = read["folders"], read["query"], read["like"]
            return cls(tuple(Path(folder) for folder in folders), str(query), None if like is None else Path(like))
        except (ValueError, TypeError, KeyError):
            return cls()


class SingleInstance(QObject):
    """Either speaks to the window that runs already, or listens for later starts."""

    wished = Signal(object)

    def __init__(self, data_folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._data_folder = data_folder
        # A library has one window; another PHOTOSEARCH_HOME is another library.
        digest = hashlib.blake2b(os.fsencode(data_folder.absolute()), digest_size=8).hexdigest()
        self._name = f"photosearch-{digest}"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        self._received: dict[QLocalSocket, bytes] = {}

    def hand_over_or_listen(self, wishes: Wishes) -> bool:
        """True when a window that runs already heard ``wishes``; else this one hears later starts from now on."""
        if self.hand_over(wishes):
            return True
        # Of several that start at the same moment and find nobody, one listens before the next one asks again.
        lock = self._starting_lock()
        try:
            if self.hand_over(wishes):
                return True
            self.listen()
            return False
        finally:
            lock.unlock()

    def hand_over(self, wishes: Wishes) -> bool:
        """Give ``wishes`` to the window that runs already; False when there is none."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_CONNECT_MS):
            return False
        socket.write(wishes.to_bytes())
        socket.flush()
        is_answered = socket.waitForReadyRead(_ANSWER_MS)
        # Still connected: it is busy, and hears when it no longer is.
        is_heard = is_answered or socket.state() is QLocalSocket.LocalSocketState.ConnectedState
        socket.disconnectFromServer()
        return is_heard

    def listen(self) -> None:
        """Hear later starts."""
        # What a killed window left behind would keep the name taken.
        QLocalServer.removeServer(self._name)
        if not self._server.listen(self._name):
            _log.warning("a second start will not find this window: %s", self._server.errorString())

    def close(self) -> None:
        """Hear nothing more."""
        self._server.close()

    def _starting_lock(self) -> QLockFile:
        """Held where the data folder can be written; where not, two that start together both open a window."""
        with contextlib.suppress(OSError):
            make_private(self._data_folder)
        lock = QLockFile(str(self._data_folder / _LOCK))
        lock.tryLock(_STARTING_MS)
        return lock

    @Slot()
    def _on_connection(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            self._received[socket] = b""
            socket.readyRead.connect(self._on_ready)
            socket.disconnected.connect(self._on_ready)
        self._on_ready()

    @Slot()
    def _on_ready(self) -> None:
        for socket in list(self._received):
            self._received[socket] += socket.readAll().data()
            line = self._received[socket]
            is_over = socket.state() is QLocalSocket.LocalSocketState.UnconnectedState
            if b"\n" in line or is_over or len(line) > _LONGEST_MESSAGE_BYTES:
                del self._received[socket]
                if b"\n" in line:
                    socket.write(_HEARD)
                    socket.flush()
                    self.wished.emit(Wishes.from_bytes(line))
                socket.disconnectFromServer()
                socket.deleteLater()
