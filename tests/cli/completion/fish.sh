#!/bin/sh
# Completion in fish, which can be asked what it would offer.
. "$TOP/tests/cli/lib.sh"
exits 0 'the script is written' "$OMBUD" completion fish
have fish || { skip 'completion in fish' 'fish is not there' && exit; }
cp out ombud.fish
mkdir -p files/folder bin home
ln -s "$OMBUD" bin/ombud
cd files || exit 2
touch shop.ombud 'two words.ombud' notes.txt
PATH=$WORK/bin:$PATH HOME=$WORK/home
export PATH HOME

# offers EXPECTED LINE: to the last word of the line, in any order.
offers() {
  fish --no-config -c 'source ../ombud.fish; complete -C$argv[1]' "$2" 2>&1 | cut -f1 | sort >../got
  echo "$1" | tr '|' '\n' | sort | sed '/^$/d' >../wanted
  pass "$2" diff ../wanted ../got
}

rules='shop.ombud|two words.ombud|folder/'
offers 'test' 'ombud te'
offers 'build|bounds' 'ombud b'
offers '--version' 'ombud --v'
offers "$rules" 'ombud check '
offers "$rules" 'ombud check shop.ombud '
offers 'shop.ombud' 'ombud build sh'
offers 'two words.ombud' 'ombud build two\ w'
offers '' 'ombud build shop.ombud '
offers '--dump|--diagnostics' 'ombud check --d'
offers '--stdout' 'ombud build --st'
offers '' 'ombud check --st'
offers '--dump=ast|--dump=plan|--dump=tables' 'ombud check --dump='
offers 'plan' 'ombud check --dump p'
offers 'text|tap|junit|json' 'ombud test --format '
offers 'svg|dot|mermaid' 'ombud graph --format '
offers '--cover=summary|--cover=listing' 'ombud test --cover='
offers "$rules" 'ombud test --cover '
offers "notes.txt|$rules" 'ombud build -o '
offers 'folder/' 'ombud check -I '
offers 'undecided' 'ombud check -W und'
offers '-Wno-undecided' 'ombud check -Wno-und'
offers 'E203' 'ombud --explain E203'
offers 'assumptions' 'ombud list a'
offers "$rules" 'ombud list clauses '
offers '' 'ombud list clauses shop.ombud '
offers 'promela' 'ombud emit '
offers 'bash|zsh|fish' 'ombud completion '
offers 'matrix' 'ombud help m'
offers 'check' 'ombud --color never ch'
offers 'check' 'ombud --color=never ch'
offers '--dump' 'ombud -Wall check --du'
