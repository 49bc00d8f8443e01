#!/bin/sh
# Completion as fish does it.
. "$TOP/tests/cli/lib.sh"

have fish || { skip 'completion in fish' 'no fish'; exit 0; }
HOME=$WORK
export HOME OMBUD_LANG=en
policy shop
: >notes.txt
mkdir sub
exits 0 'the script' "$OMBUD" completion fish
cp out ombud.fish

# tab EXPECTED LINE
tab() {
  got=$(fish --no-config -c "source ombud.fish; complete -C'$2'" 2>&1 | cut -f1 | sort | tr '\n' ' ')
  pass "$2 → $1" test "$got" = "$1${1:+ }"
  [ "$got" = "$1${1:+ }" ] || echo "# got: $got"
}
tab 'test' 'ombud te'
tab '--format=dot' 'ombud graph --format=d'
tab '--format=tap --format=text' 'ombud test --format=t'
tab '--cover=listing --cover=summary' 'ombud test --cover='
tab '-Wno-unused' 'ombud check -Wno-unused'
tab 'shop.ombud' 'ombud check sh'
tab 'sub/' 'ombud check su'
tab '' 'ombud check no'
tab 'assumptions' 'ombud list as'
tab 'graph' 'ombud help gr'
tab 'E203' 'ombud --explain E203'
