# The means of scripts/check. Sourced after lib.sh.
# shellcheck shell=bash

ambient='\b(Date\(\)|Date\.now|TimeZone\.(current|autoupdatingCurrent)|Locale\.(current|autoupdatingCurrent)|ProcessInfo|CommandLine|getenv\()|(^|[^A-Za-z0-9_.])(print|debugPrint|isatty)\(|(^|[^A-Za-z0-9_.])exit\((-?[0-9]|EXIT_|Int32|[a-z]*[cC]ode)'
file_writing='\.write\(to: *[^& ]|\.write\(toFile:|\.(createFile|createDirectory|createSymbolicLink|removeItem|moveItem|copyItem|replaceItem)\(at|\b(O_CREAT|O_TRUNC|fopen|openat|rename|renameat2?|unlink|unlinkat|rmdir|mkdir|mkdirat|mkdtemp|mkstemp|symlink|linkat|ftruncate)\b *\('
file_writing="$file_writing|\\bO_(CREAT|TRUNC)\\b"
sockets='\b(socket|bind|listen|accept4?|connect|getaddrinfo)\('
dangers='try!|\bfatalError\b|\bpreconditionFailure\b|@unchecked|nonisolated\(unsafe\)|as! '

violations=0

# violation WHY [LINES]
violation() {
  violations=$((violations + 1))
  printf 'check: %s\n' "$1" >&2
  [ -z "${2:-}" ] || printf '%s\n' "$2" | sed 's/^/  /' >&2
}

# in_code LINES WHY: a violation if there are lines.
in_code() {
  [ -z "$1" ] || violation "$2" "$1"
}

# The Swift lines, as file:line:text, in which a pattern stands outside of whole-line comments.
lines_of() {
  local pattern=$1
  shift
  { grep -rnE --include='*.swift' -- "$pattern" "$@" || true; } | { grep -vE '^[^:]+:[0-9]+: *//' || true; }
}

without() {
  grep -vE -- "$1" || true
}

# Every import is a declared dependency of its target, or comes with the toolchain.
check_imports() {
  local allowed target folder dependencies undeclared
  allowed='Foundation|FoundationEssentials|Dispatch|Synchronization|Glibc|Musl|Darwin|Testing'
  while IFS='|' read -r target folder dependencies; do
    undeclared=$(lines_of '^ *(@[a-zA-Z]+ +|package +|public +|internal +|private +|fileprivate +)*import +' "$folder" |
      { grep -vE "import +((struct|enum|class|func|protocol|var|let|typealias) +)?($allowed${dependencies:+|$dependencies})\\b" || true; })
    in_code "$undeclared" "$target imports what Package.swift does not declare for it (ARCHITECTURE.md, Targets)"
  done < <(swift package describe | awk '
    /^    Name: / { name = $2; folder = ""; list = ""; inside = 0 }
    /^    Path: / { folder = $2 }
    /^    [A-Z]/ { inside = 0 }
    /^    Target dependencies:/ { inside = 1; next }
    inside && /^        [A-Za-z]/ { list = list (list == "" ? "" : "|") $1 }
    /^$/ && name != "" && folder != "" { print name "|" folder "|" list; name = "" }
    END { if (name != "" && folder != "") print name "|" folder "|" list }')
}

# check_lengths LIMIT: no source file has more lines.
check_lengths() {
  local long
  long=$(find Sources Tests scripts .ci \( -name '*.swift' -o -name '*.sh' -o -name '*.py' -o -path 'scripts/*' \) -type f \
    -not -path '*/__pycache__/*' -exec awk -v limit="$1" 'END { if (FNR > limit) print FILENAME ": " FNR " lines" }' {} \;)
  in_code "$long" "a file of more than $1 lines has more than one subject: split it"
}

# No file names a folder of one machine.
check_machine_paths() {
  local found
  found=$(git grep -nIE '(^|[^A-Za-z0-9._~-])/(work|root|home|Users)/[A-Za-z]' -- ':!scripts/rules.sh' ':!site' 2>/dev/null || true)
  in_code "$found" 'a path of one machine; everything is found from the repository or the environment'
}

check_scripts() {
  local script
  for script in scripts/* .ci/*; do
    case $(head -n 1 "$script" 2>/dev/null) in
    '#!/usr/bin/env bash')
      bash -n "$script" || violation "$script is no valid shell script"
      [ -x "$script" ] || violation "$script cannot be run: chmod +x"
      ;;
    '#!/usr/bin/env python3') [ -x "$script" ] || violation "$script cannot be run: chmod +x" ;;
    esac
  done
}

finish_checks() {
  if [ "$violations" -gt 0 ]; then
    echo "check: $violations rule(s) broken" >&2
    exit 1
  fi
  echo "All checks passed."
}
