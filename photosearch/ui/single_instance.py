"""One window per library: a second start hands its wishes to the first one over a local socket and ends."""

from __future__ import annotations

import hashlib
import json
import logging
import os
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_log = logging.getLogger(__name__)

_CONNECT_MS = 500
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
        # A library has one window; another PHOTOSEARCH_HOME is another library.
        digest = hashlib.blake2b(os.fsencode(data_folder.absolute()), digest_size=8).hexdigest()
        self._name = f"photosearch-{digest}"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        self._received: dict[QLocalSocket, bytes] = {}

    def hand_over(self, wishes: Wishes) -> bool:
        """Give ``wishes`` to the window that runs already; False when there is none."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_CONNECT_MS):
            return False
        socket.write(wishes.to_bytes())
        is_sent = socket.waitForBytesWritten(_CONNECT_MS)
        socket.disconnectFromServer()
        return is_sent

    def listen(self) -> None:
        """Hear later starts."""
        # What a killed window left behind would keep the name taken.
        QLocalServer.removeServer(self._name)
        if not self._server.listen(self._name):
            _log.warning("a second start will not find this window: %s", self._server.errorString())

    def close(self) -> None:
        """Hear nothing more."""
        self._server.close()

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
                socket.deleteLater()
                if b"\n" in line:
                    self.wished.emit(Wishes.from_bytes(line))
