#!/bin/sh
# A disk that fills up, a reader that goes, standard output and standard error that cannot be written or are closed, and a
# process that is killed while it writes: what was there is there, or what is new is, and it is said what went wrong.
#
# FAULTS in the environment says how many are killed.
. "$TOP/tests/cli/lib.sh"
kills=${FAULTS:-40}
[ "$kills" != all ] || kills=2000
policy shop

# ---- what is told where nothing arrives ----

# Commands that fill standard output a little, and more than its buffer.
awk 'BEGIN {
  print "policy large { version \"1\" } actors user process p assume \"t\" { start { user may open -> s1 }"
  for (i = 1; i < 300; i++) print "state s" i " { waits \"t\" user may go -> s" i + 1 " }"
  print "state s300 { waits \"t\" user may go -> off } ends off }" }' >large.ombud

stdout_fails() { # NAME COMMAND…
  lib_what=$1
  shift
  if [ -w /dev/full ]; then
    "$@" >/dev/full 2>err
    pass "$lib_what, a full disk: status 2" test $? -eq 2
    has err 'cannot write to standard output'
  fi
  "$@" 2>err >&-
  pass "$lib_what, standard output is closed: status 2" test $? -eq 2
  has err 'cannot write to standard output'
  # The reader has gone before the writer begins.
  { sleep 0.2 && "$@" 2>err; echo $? >status; } | true
  pass "$lib_what, the reader has gone: status 2" test "$(cat status)" -eq 2
  has err 'cannot write to standard output'
}
stdout_fails 'a small matrix' "$OMBUD" matrix shop.ombud
stdout_fails 'large tables' "$OMBUD" build --stdout large.ombud
stdout_fails 'help' "$OMBUD" help
stdout_fails 'scenarios, as JSON' "$OMBUD" test --format=json shop.ombud
stdout_fails 'fmt' "$OMBUD" fmt - <large.ombud

# Whoever reads only the status has to know that there was more to read.
sed 's/-> packing/-> pakcing/' shop.ombud >wrong.ombud
if [ -w /dev/full ]; then
  "$OMBUD" check wrong.ombud 2>/dev/full
  pass 'errors that nobody was told of: status 2' test $? -eq 2
fi
"$OMBUD" check wrong.ombud 2>&-
pass '… nor where standard error is closed' test $? -eq 2
"$OMBUD" build shop.ombud -o closed.c <&- >&- 2>&-
pass 'all three are closed, and nothing is to be told' test $? -eq 0
"$OMBUD" build shop.ombud -o open.c
pass '… the tables are whole' cmp closed.c open.c

# ---- a disk that fills up ----

# In a tmpfs that is just so large: one page more each time, until all fits. Both files, or both of old.
cat >fill.sh <<'END'
mkdir -p disk && mount -t tmpfs -o size="$2" none disk || exit 77
cp large.ombud shop.md disk && cd disk || exit 77
echo old >t.c && echo old >t.h || exit 77
"$1" build large.ombud -o t.c -H t.h 2>said
status=$?
[ -z "$(find . -name '*.tmp')" ] || { echo 'a temporary file is left' && exit 1; }
case $status in
0) [ "$(cat t.c t.h | cksum)" = "$3" ] || { echo 'not whole' && exit 1; } && exit 100 ;;
2) [ "$(cat t.c t.h)" = "$(printf 'old\nold')" ] || { echo 'the old files are not as they were' && exit 1; } ;;
*) echo "status $status" && exit 1 ;;
esac
END
"$OMBUD" build large.ombud -o t.c -H t.h
whole=$(cat t.c t.h | cksum)
namespace=
for try in 'unshare -m' 'unshare -rm'; do
  # shellcheck disable=SC2086 # a command and its options
  [ -n "$namespace" ] || { $try sh -c 'mkdir -p disk && mount -t tmpfs none disk' 2>err && namespace=$try; }
done
fits=0 pages=6
while [ -n "$namespace" ] && [ $fits -eq 0 ] && [ $pages -lt 400 ]; do
  # shellcheck disable=SC2086
  $namespace sh fill.sh "$OMBUD" $((pages * 4096)) "$whole" >out 2>&1
  status=$?
  [ $status -eq 100 ] && fits=$pages
  case $status in 0 | 77 | 100) ;; *) break ;; esac
  pages=$((pages + 1))
done
if [ -n "$namespace" ]; then
  pass "a disk of 6 pages, and of one more until all fits" test "$fits" -gt 8
  [ "$fits" -gt 8 ] || sed 's/^/# /' out
  echo "# full disks: $((fits - 6)) of them, old files kept"
else
  skip 'a disk that fills up' 'no right to make a small one'
fi

# ---- killed while it writes ----

# After so many milliseconds, as it begins and, on a machine that is not too busy, behind its end.
halves=0 news=0 i=0
while have timeout && [ $i -lt "$kills" ]; do
  cp shop.ombud k.c
  timeout -s KILL "0.$(printf '%03d' $((i % 40 * 10 + i / 40 + 1)))" "$OMBUD" build large.ombud -o k.c >out 2>&1
  if cmp -s k.c t.c; then news=$((news + 1)); elif ! cmp -s k.c shop.ombud; then halves=$((halves + 1)); fi
  i=$((i + 1))
done
if have timeout; then
  pass 'killed: the old file or the new one' test $halves -eq 0
  pass '… and some did not' test $news -lt "$kills"
  echo "# killed: $kills, of which $news had written"
else
  skip 'killed at some moment' 'no timeout here'
fi
