#!/bin/sh
# Completion in bash, driven as readline drives it. Nothing of the package bash-completion is loaded.
. "$TOP/tests/cli/lib.sh"
exits 0 'the script is written' "$OMBUD" completion bash
have bash || { skip 'completion in bash' 'bash is not there' && exit; }
cp out ombud.bash
mkdir -p files/folder
cd files || exit 2
touch shop.ombud 'two words.ombud' notes.txt

cat >../drive <<'END'
source ../ombud.bash
COMP_WORDS=(ombud "$@") COMP_CWORD=$#
_ombud 2>&1
((${#COMPREPLY[@]} == 0)) || printf '%s\n' "${COMPREPLY[@]}"
END

# offers EXPECTED WORD…: to the last of the words, in any order; EXPECTED has spaces between, or lines.
offers() {
  expected=$1
  shift
  bash --norc ../drive "$@" | sort >../got
  echo "$expected" | tr '|' '\n' | sort | sed '/^$/d' >../wanted
  pass "ombud $*" diff ../wanted ../got
}

rules='shop.ombud|two words.ombud|folder'
offers 'test' te
offers 'build|bounds' b
offers '--version' --v
offers "$rules" check ''
offers "$rules" check shop.ombud ''
offers "$rules" check -- ''
offers '' check -- --d
offers 'shop.ombud' build sh
offers '' build shop.ombud ''
offers '' matrix shop.ombud ''
offers '--dump=|--diagnostics=' check --d
offers '--cover|--cover=|--cover-min=' test --cov
offers '--stdout' build --st
offers '' check --st

# Bash cuts at `=`, unless COMP_WORDBREAKS has none.
offers 'ast|plan|tables' check --dump =
offers 'tables' check --dump = t
offers '--dump=tables' check --dump=t
offers 'plan' check --dump p
offers 'text|tap|junit|json' test --format = ''
offers 'svg|dot|mermaid' graph --format = ''
offers 'summary|listing' test --cover = ''
offers "$rules" test --cover ''
offers 'notes.txt|shop.ombud|two words.ombud|folder' build -o ''
offers 'notes.txt' build --depfile = no
offers 'folder' check -I ''
offers '-Ifolder' check -If
offers 'undecided' check -W und
offers 'no-undecided' check -W no-und
offers '-Wundecided' check -Wund
offers '-Wno-undecided' check -Wno-und
offers '-Werror' check -Werr
offers 'E203' --explain E203
offers 'undecided' --explain = und
offers 'assumptions' list a
offers "$rules" list clauses ''
offers 'promela' emit ''
offers 'bash|zsh|fish' completion ''
offers 'matrix' help m

# Options before the command: the value is not the command.
offers 'check' --color never ch
offers 'check' --color=never ch
offers 'check' -I build ch
offers '--dump=' -Wall check --du

pass 'it is loaded for ombud' sh -c "bash --norc -c 'source ../ombud.bash; complete -p ombud' | grep -q ' -F _ombud ombud'"
if have shellcheck; then
  pass 'shellcheck' shellcheck ../ombud.bash
else
  skip 'shellcheck' 'shellcheck is not there'
fi
