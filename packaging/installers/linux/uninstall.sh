#!/bin/sh
# Removes the program. The library (what is known of your photos) stays, and so do your photos.
set -eu
data=${XDG_DATA_HOME:-$HOME/.local/share}
program=$HOME/.local/opt/photosearch

rm -f "$HOME/.local/bin/photosearch" "$data/applications/photosearch.desktop" "$data/man/man1/photosearch.1"
rm -f "$data"/icons/hicolor/*/apps/photosearch.png "${XDG_CONFIG_HOME:-$HOME/.config}/autostart/photosearch.desktop"
rm -rf "$program" "$program.new" "$program.old"
echo "photosearch is removed. Your photos were not touched."
echo "What it knows of them is still in $data/photosearch; delete that folder to forget it."
