#!/bin/sh
# Writes the two-file form of the runtime core, to be copied into any program.
# usage: amalgamate.sh OMBUD.H OMBUD.C
set -eu
[ $# -eq 2 ] || { echo "usage: $0 OMBUD.H OMBUD.C" >&2; exit 2; }
here=$(dirname "$0")

# Its own parts stand where they are included.
awk -v here="$here" '
  $1 == "#include" && $2 ~ /^"/ {
    part = here "/" substr($2, 2, length($2) - 2)
    while ((status = (getline line < part)) > 0) print line
    if (status < 0) { print "cannot read " part >"/dev/stderr"; exit 1 }
    next
  }
  { print }' "$here/ombud.h" >"$1.new"
{
  echo '/* ombud: the runtime core, one file. Written by runtime/amalgamate.sh: edit the files there.'
  echo ' * SPDX-License-Identifier: MIT */'
  echo '#include "ombud.h"'
  echo
  echo '#define OMBUD_INTERNAL static'
  for part in core.h check.c value.c judge.c clock.c take.c step.c can.c explain.c encode.c words.c; do
    printf '\n/* ======== %s ======== */\n\n' "$part"
    grep -v '^#include' "$here/$part"
  done
} >"$2.new"
mv "$1.new" "$1"
mv "$2.new" "$2"
