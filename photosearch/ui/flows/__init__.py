"""The ways between the widgets and the engine's parts."""
