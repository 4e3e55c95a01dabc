"""One open library: the engine opens, owns and closes it; its parts are what the window and the command line hold."""
