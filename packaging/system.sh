#!/bin/sh
# What a bare machine lacks: libraries that Qt loads, and the peers the tests talk to.
# As root on a Debian-like system they are installed; otherwise one line is printed that can be pasted.
# $1 is "window" for what the program needs, "test" for that and the peers.
set -eu

libraries="libegl1 libgl1 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libglib2.0-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-image0 libxcb-randr0 libxcb-render-util0 libxcb-xkb1"
peers="age dbus-daemon strace syncthing xvfb xauth"

[ "$(uname -s)" = Linux ] || exit 0
command -v dpkg-query >/dev/null 2>&1 || exit 0

wanted=$libraries
[ "${1:-}" = test ] && wanted="$wanted $peers"

missing=
for package in $wanted; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
[ -z "$missing" ] && exit 0

if [ "$(id -u)" -eq 0 ]; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing >/dev/null && exit 0
    echo "Could not install:$missing" >&2
    exit 0
fi
echo "Missing from this system; paste this line:  sudo apt-get install$missing" >&2
