#!/bin/sh
# The tutorial is walked through, in each of its languages, in an empty folder. A comment before a block says what it is:
#   file NAME     a file as a whole
#   add NAME      lines to put at its end
#   diff NAME     lines of it that change: out with those behind `-`, in with those behind `+`
#   run [STATUS]  a command behind `$ `, and everything that it prints
#   play          a session of `ombud play`: a command behind each `> `
# A block without such a comment is an error.
. "$TOP/tests/cli/lib.sh"
here=$TOP/tests/docs/tutorial
case $OMBUD in
*/ombud) PATH=${OMBUD%/*}:$PATH ;;
esac

edited() { # FILE DIFF
  awk -f "$here/edit.awk" "$2" "$1" >edited && cat edited >"$1"
}

ran() { # PART STATUS
  sed -n '1s/^\$ //p' "$1" >command
  sed 1d "$1" >wanted
  sh ./command >said 2>&1
  status=$?
  diff -u wanted said && [ $status -eq "$2" ]
}

played() { # PART: its first line is the command
  sed -n '1s/^\$ //p' "$1" >command
  sed 1d "$1" >wanted
  sed -n 's/^> //p' wanted >typed
  sh ./command <typed >said 2>&1
  diff -u wanted said
}

walk() { # PAGE LANGUAGE
  rm -rf walk
  mkdir walk
  cd walk || exit 2
  OMBUD_LANG=$2
  export OMBUD_LANG
  pass "$1: every block says what it is" awk -f "$here/split.awk" "$TOP/rules/$1"
  while read -r line kind name; do
    case $kind in
    file) pass "$1:$line: $name" cp "$line.part" "$name" ;;
    add) pass "$1:$line: more of $name" sh -c 'cat "$1" >>"$2"' add "$line.part" "$name" ;;
    diff) pass "$1:$line: $name changes" edited "$name" "$line.part" ;;
    run) pass "$1:$line: $(sed -n '1s/^\$ //p' "$line.part")" ran "$line.part" "${name:-0}" ;;
    play) pass "$1:$line: a case is played" played "$line.part" ;;
    *) pass "$1:$line: no such kind of block" false ;;
    esac
  done <blocks
  cd ..
}

walk TUTORIAL.md en
walk TUTORIAL.zh.md zh
