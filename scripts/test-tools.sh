# The programs that only tests need. Sourced after lib.sh.
# shellcheck shell=bash

venv=.build/python
python=$venv/bin/python
# Debian package and the program that shows it is there.
test_packages=(
  "chromium:chromium" "poppler-utils:pdftotext" "default-jre-headless:java" "python3-venv:python3"
  "fontconfig:fc-list" "fonts-noto-cjk:"
)
python_packages=scripts/site-tests-requirements.txt

browser() {
  local name
  for name in "${WAIVER_BROWSER:-}" chromium chromium-browser google-chrome; do
    [ -n "$name" ] && command -v "$name" && return
  done
  return 1
}

has_japanese_font() {
  command -v fc-list >/dev/null && [ -n "$(fc-list :lang=ja family)" ]
}

missing_packages() {
  local entry
  for entry in "${test_packages[@]}"; do
    case $entry in
    chromium:*) browser >/dev/null || echo chromium ;;
    fonts-noto-cjk:*) has_japanese_font || echo fonts-noto-cjk ;;
    python3-venv:*) python3 -c 'import ensurepip, venv' 2>/dev/null || echo python3-venv ;;
    *) command -v "${entry#*:}" >/dev/null || echo "${entry%%:*}" ;;
    esac
  done
}

# Installs what is missing, if that needs no password. It is no failure where it cannot: the tests say what they skip.
want_test_tools() {
  local missing
  mapfile -t missing < <(missing_packages)
  if [ ${#missing[@]} -gt 0 ]; then
    echo "Installing for tests: ${missing[*]} …" >&2
    apt_install quietly "${missing[@]}" || echo "These could not be installed from here: ${missing[*]}" >&2
  fi
  if ! cmp -s "$python_packages" "$venv/installed.txt"; then
    echo "Installing Python packages for tests into $venv …" >&2
    mkdir -p .build
    if python3 -m venv "$venv" && "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$python_packages"; then
      cp "$python_packages" "$venv/installed.txt"
    else
      echo "The Python packages could not be installed from here." >&2
    fi
  fi
}

missing_site_tools() {
  local missing=()
  browser >/dev/null || missing+=(chromium)
  command -v java >/dev/null || missing+=(java)
  [ -f "$venv/installed.txt" ] || missing+=("the packages of $python_packages")
  local IFS=','
  echo "${missing[*]}"
}

has_site_tools() {
  [ -z "$(missing_site_tools)" ]
}

missing_letter_tools() {
  local missing=()
  browser >/dev/null || missing+=(chromium)
  command -v pdftotext >/dev/null && command -v pdfunite >/dev/null || missing+=(poppler-utils)
  command -v python3 >/dev/null || missing+=(python3)
  has_japanese_font || missing+=(fonts-noto-cjk)
  local IFS=','
  echo "${missing[*]}"
}
