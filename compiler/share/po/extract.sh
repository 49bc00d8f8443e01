#!/bin/sh
# Writes to OUT every text that ombud says, for translators: what stands in _() and N_(), what diagnostics and
# complaints about the call are given, and codes.def. It is called at the top of the source tree.
#
# usage: sh compiler/share/po/extract.sh OUT
set -eu
OUT=$1
keys=
for key in diag_report:4 diag_note:3 diag_remark:2 diag_report_file:4 options_wrong:1; do
  keys="$keys --keyword=$key --flag=$key:c-format"
done

extract() { # OPTION…
  xgettext --from-code=UTF-8 --language=C --add-location=file --no-wrap --package-name=ombud "$@"
}
# shellcheck disable=SC2086 # options are words
extract --output="$OUT" --keyword --keyword=_ --keyword=N_ $keys compiler/*.[ch] compiler/*/*.[ch] grammar/*.[chy]
# One word may mark one argument only: the line about a code first, then its explanation.
extract --output="$OUT" --join-existing --keyword --keyword=CODE:2 --keyword=WARN:4 grammar/*.def
extract --output="$OUT" --join-existing --keyword --keyword=CODE:3 --keyword=WARN:5 grammar/*.def
