#!/bin/sh
# Installs photosearch for the person who runs it; no password is asked. Run it again with a newer one to upgrade.
# What is in the library stays as it is.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
program=$HOME/.local/opt/photosearch
commands=$HOME/.local/bin

mkdir -p "$(dirname "$program")" "$commands" "$data/applications" "$data/man/man1"
# Beside the old one first: an upgrade that is interrupted leaves one of them whole.
rm -rf "$program.new" "$program.old"
cp -R "$here/photosearch" "$program.new"
cp "$here/uninstall.sh" "$program.new/uninstall.sh"
if [ -e "$program" ]; then mv "$program" "$program.old"; fi
mv "$program.new" "$program"
rm -rf "$program.old"

ln -sf "$program/photosearch" "$commands/photosearch"
sed "s|^Exec=photosearch|Exec=\"$program/photosearch\"|" "$here/photosearch.desktop" >"$data/applications/photosearch.desktop"
cp "$here/photosearch.1" "$data/man/man1/photosearch.1"
for icon in "$here"/icons/*.png; do
    size=$(basename "$icon" .png)
    place=$data/icons/hicolor/${size}x${size}/apps
    mkdir -p "$place"
    cp "$icon" "$place/photosearch.png"
done
if command -v update-desktop-database >/dev/null 2>&1; then update-desktop-database -q "$data/applications" || true; fi

echo "photosearch is installed: look for it among your programs, or run $commands/photosearch"
case ":$PATH:" in
*":$commands:"*) ;;
*) echo "($commands is not on the PATH of this terminal: log in again for the short name.)" ;;
esac
echo "To remove it: sh \"$program/uninstall.sh\""
