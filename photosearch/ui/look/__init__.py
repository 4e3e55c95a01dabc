"""How the window looks: colours, icons, text shown as it is, and the language of its words."""
