# What the scripts share. Sourced, with `set -euo pipefail`, from a script that has gone to the repository's folder.
# shellcheck shell=bash

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# Puts the Swift toolchain on PATH if it is installed in one of the usual places without being there yet.
find_swift() {
  command -v swift >/dev/null && return
  local folder
  for folder in "${SWIFT_HOME:-/nowhere}"/usr/bin /opt/swift*/usr/bin /usr/local/swift*/usr/bin \
    /usr/libexec/swift*/bin /usr/share/swift/usr/bin "${SWIFTLY_BIN_DIR:-$HOME/.local/share/swiftly/bin}"; do
    if [ -x "$folder/swift" ]; then
      export PATH="$folder:$PATH"
      return
    fi
  done
  fail "Swift is not installed, or not on PATH. Waiver needs Swift 6.2 or later: https://www.swift.org/install/linux/"
}

# Runs a command as root: as it is, or with sudo. With "$1" = ask, sudo may ask for a password.
as_root() {
  local mode=$1
  shift
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    if [ "$mode" = ask ] && [ -t 0 ]; then sudo "$@"; else sudo -n "$@"; fi
  else
    return 1
  fi
}

# Installs Debian packages; the lists are fetched first, as a new machine has none. A second try covers a mirror's hiccup.
# apt_install MODE PACKAGE…
apt_install() {
  local mode=$1
  shift
  command -v apt-get >/dev/null || return 1
  local attempt
  for attempt in 1 2; do
    if as_root "$mode" apt-get update -qq >&2 &&
      as_root "$mode" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2; then
      return
    fi
    [ "$attempt" = 2 ] || sleep 5
  done
  return 1
}

has_libcmark() {
  command -v pkg-config >/dev/null && pkg-config --exists libcmark
}

# libcmark and pkg-config, without which nothing builds.
need_libcmark() {
  has_libcmark && return
  echo "Installing libcmark-dev and pkg-config …" >&2
  apt_install ask libcmark-dev pkg-config && has_libcmark && return
  fail "Waiver needs libcmark and pkg-config, and they could not be installed from here.
On Debian or Ubuntu: sudo apt-get install libcmark-dev pkg-config
On macOS: brew install cmark pkg-config"
}

# Builds Waiver with optimization, and sets `waiver` to the program. Swift's own libraries go into it where the toolchain has them
# for that, which is some 7 % of a build of a portal, and two thirds of the time in which the program starts.
build_waiver() {
  local options=(-c release)
  local resources
  resources=$(swift -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')
  if [ "$(uname -s)" = Linux ] && [ -d "${resources}_static" ]; then options+=(--static-swift-stdlib); fi
  swift build "${options[@]}" --product waiver >&2
  waiver=$(swift build "${options[@]}" --show-bin-path)/waiver
}
