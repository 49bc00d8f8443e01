#!/bin/sh
# `ombud test DIR`: each rule file below it, but for what another one there includes.
. "$TOP/tests/cli/lib.sh"

rules() { # NAME [LINE…]: a policy with one story of its own
  echo "policy ${1##*/} { version \"1\" }"
  printf 'actors user process p assume "t" { start { user may open -> off } ends off }\n'
  told "$1"
}
told() { # NAME: one story
  echo "scenario en\"story of $1\" of p { user open => off }"
}
stories() { # FILE|DIR…: which were played, in order
  "$OMBUD" test --format=tap "$@" >out 2>err
  sed -n 's/.*ok [0-9]* - story of \([^ ]*\) (p)$/\1/p' out | tr '\n' ' '
}
plays() { # NAME WANTED FILE|DIR…
  name=$1 wanted=$2
  shift 2
  pass "$name" test "$(stories "$@")" = "$wanted"
}

mkdir -p all/b/deep all/a all/.hidden elsewhere
rules all/z >all/z.ombud
rules all/a/one >all/a/one.ombud
rules b_deep_two >all/b/deep/two.ombud
rules hidden >all/.hidden/hidden.ombud
rules hidden >all/.hidden.ombud
rules not_a_rule_file >all/ombud
rules not_a_rule_file >all/z.ombud.orig
plays 'in the order of their paths' 'all/a/one b_deep_two all/z ' all
plays 'of a folder with a slash' 'all/a/one b_deep_two all/z ' all/
plays 'files and folders as they are named' 'all/z all/a/one ' all/z.ombud all/a
plays 'twice where it is named twice' 'all/z all/z ' all/z.ombud all/z.ombud
plays 'a file of whatever name' 'not_a_rule_file ' all/z.ombud.orig

# ---- what is included ----

mkdir inc
rules shop >inc/shop.ombud
{
  echo 'include "shop.ombud"'
  told stories
} >inc/stories.ombud
echo 'choice unused { a, b }' >inc/part.ombud
echo 'include "part.ombud"' >>inc/shop.ombud
plays 'what is included is played where it is included' 'shop stories ' inc
exits 0 '… and not on its own' "$OMBUD" test inc
has out '^2 scenarios passed$'
plays 'a file that is named is played, included or not' 'shop ' inc/shop.ombud
echo 'include "outer.ombud"' >inc/by_path.ombud
rules outer >elsewhere/outer.ombud
plays 'an include that is found with -I' 'outer shop stories ' -Ielsewhere inc
mkdir inc/more
mv elsewhere/outer.ombud inc/more/
plays '… and lies below as well, is played once' 'outer shop stories ' -Iinc/more inc

mkdir ring
echo 'include "b.ombud"' >ring/a.ombud
echo 'include "a.ombud"' >ring/b.ombud
exits 1 'files that include each other' "$OMBUD" test ring
has err 'E005'
has out '1 file in error'

# ---- links, and what cannot be read ----

if ln -s .. all/b/up 2>/dev/null && ln -s z.ombud all/link.ombud; then
  exits 0 'a link to a folder is passed over, a link to a file is not' "$OMBUD" test all
  has out '^4 scenarios passed$'
  ln -s nowhere all/dangling.ombud
  exits 0 'a link to nothing is no rule file' "$OMBUD" test all
else
  skip 'links' 'there are none here'
fi
exits 2 'a folder without rule files' "$OMBUD" test elsewhere
has err 'no rule file, \*.ombud, below elsewhere'
mkdir locked
rules locked >locked/x.ombud
chmod 000 locked
if ls locked >/dev/null 2>&1; then
  skip 'a folder that cannot be read' 'this user can read everything'
else
  exits 2 'a folder that cannot be read' "$OMBUD" test locked
  has err 'cannot read the folder locked'
fi
chmod 700 locked

# ---- what the project ships ----

exits 0 'every policy of the project' "$OMBUD" test "$TOP/rules"
