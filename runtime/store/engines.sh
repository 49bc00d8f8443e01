#!/bin/sh
# Which engines the store can have here, as flags for the compiler, or with --libs for the linker.
#
# usage: engines.sh [--libs], with CC, CPPFLAGS, CFLAGS, LDFLAGS, WITH_SQLITE and WITH_PG from the environment. WITH_…
# is 1 (it must be there), 0 (leave it out) or empty (if it is there).
set -eu

builds() { # HEADER CALL FLAGS…
  header=$1 call=$2
  shift 2
  work=$(mktemp -d)
  printf '#include <%s>\nint main(void) { return %s; }\n' "$header" "$call" >"$work/probe.c"
  # shellcheck disable=SC2086 # these are words
  if ${CC:-cc} ${CPPFLAGS-} ${CFLAGS-} -o "$work/probe" "$work/probe.c" "$@" ${LDFLAGS-} >/dev/null 2>&1; then status=0; else status=1; fi
  rm -rf "$work"
  return $status
}

flags=
libs=
add() { # WANTED NAME PACKAGE MACRO LIBRARY HEADER CALL [LINKED]
  [ "$1" = 0 ] && return
  c=$(pkg-config --cflags "$3" 2>/dev/null || true)
  l=$(pkg-config --libs "$3" 2>/dev/null || echo "$5")
  # shellcheck disable=SC2086 # words again
  if builds "$6" "$7" $c $l; then
    flags="$flags -D$4 $c" libs="$libs ${8-$l}"
  elif [ "$1" = 1 ]; then
    echo "make: $2 is wanted, but $3 with its header is not here" >&2
    exit 1
  fi
}
add "${WITH_SQLITE-}" WITH_SQLITE sqlite3 OMBUD_WITH_SQLITE -lsqlite3 sqlite3.h 'sqlite3_libversion_number() == 0'
add "${WITH_PG-}" WITH_PG libpq OMBUD_WITH_POSTGRES -lpq libpq-fe.h 'PQenterPipelineMode(NULL)' -ldl # loaded when it is asked for
if [ "${1-}" = --libs ]; then echo "$libs"; else echo "$flags"; fi
