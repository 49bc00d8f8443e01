# What the scripts below have in common. They print TAP, and find in the environment: OMBUD, the compiler; TOP, the
# source tree; WORK, an empty folder of their own, in which they run.
# shellcheck shell=sh
bad=0
trap 'exit $bad' EXIT
cd "$WORK" || exit 2

# pass NAME COMMAND…: the command succeeds. (A function's variables are everybody's in sh, hence the prefix.)
pass() {
  lib_name=$1
  shift
  if "$@" >"$WORK/last" 2>&1; then
    echo "ok - $lib_name"
  else
    echo "not ok - $lib_name"
    sed 's/^/# /' "$WORK/last"
    bad=1
  fi
}

# exits STATUS NAME COMMAND…: leaves what it said in $WORK/out and $WORK/err.
exits() {
  lib_expected=$1
  lib_name=$2
  shift 2
  "$@" >"$WORK/out" 2>"$WORK/err"
  lib_status=$?
  if [ $lib_status -eq "$lib_expected" ]; then
    echo "ok - $lib_name"
  else
    echo "not ok - $lib_name: exit status $lib_status, not $lib_expected"
    sed 's/^/# /' "$WORK/out" "$WORK/err"
    bad=1
  fi
}

# has out|err PATTERN: what the last command said.
has() { pass "… and says '$2'" grep -e "$2" "$WORK/$1"; }

# silent out|err: it said nothing there.
silent() { pass "… and says nothing on std$1" test ! -s "$WORK/$1"; }

# absent FILE…: none of them is there.
absent() {
  for lib_file; do pass "… and leaves no $lib_file" test ! -e "$lib_file"; done
}

skip() {
  echo "ok - $1 # SKIP $2"
}

# A policy that compiles, in the current folder, under the name given.
policy() {
  "$OMBUD" new "$1" >"$WORK/last" 2>&1 && return
  echo "not ok - ombud new $1"
  bad=1
}

# Ombud as a user has it: below $WORK/opt, to where it was moved from a staging folder, and first wherever programs look.
installed() {
  pass 'install' make -C "$TOP" install DESTDIR="$WORK/stage" PREFIX="$WORK/opt"
  mv "$WORK/stage$WORK/opt" "$WORK/opt" && rm -rf "$WORK/stage"
  OMBUD=$WORK/opt/bin/ombud PATH=$WORK/opt/bin:$PATH LD_LIBRARY_PATH=$WORK/opt/lib
  PKG_CONFIG_PATH=$WORK/opt/lib/pkgconfig CMAKE_PREFIX_PATH=$WORK/opt
  export PATH LD_LIBRARY_PATH PKG_CONFIG_PATH CMAKE_PREFIX_PATH
}

have() { command -v "$1" >/dev/null 2>&1; }

WARNINGS='-std=c11 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wmissing-prototypes -Werror'
