"""The reasons for having no picture that are not only shown, but also acted upon."""

UNREACHABLE = "the server could not be reached"
OFFLINE = "offline: no copy of this picture is kept"
REMOTE_OFF = "blocked: remote pictures are switched off"
