#!/bin/sh
# Completion as zsh does it, at a terminal of its own.
. "$TOP/tests/cli/lib.sh"

zsh -fc 'zmodload zsh/zpty' 2>/dev/null || { skip 'completion in zsh' 'no zsh with zpty'; exit 0; }
OMBUD_LANG=en
export OMBUD_LANG
policy shop
: >notes.txt
mkdir sub
exits 0 'the script' "$OMBUD" completion zsh
mkdir functions
cp out functions/_ombud
cat >tab.zsh <<'END'
# What the line becomes after Tab, between < and >.
zmodload zsh/zpty
zpty shell 'PS1= TERM=dumb zsh -f -i'
zpty -w shell "fpath=($PWD/functions \$fpath); autoload -U compinit; compinit -u -D; zle -C all complete-word _generic"
zpty -w shell 'show() { print -r -- "<$BUFFER>"; BUFFER=; zle accept-line }; zle -N show; bindkey "^X" show; echo rea""dy'
zpty -r shell text '*ready*'
zpty -w -n shell "$1"$'\t\x18'
zpty -r shell text '*<*>*'
text=${text##*<}
print -r -- "${text%%>*}"
zpty -d shell
END

# tab EXPECTED LINE
tab() {
  got=$(timeout 20 zsh -f tab.zsh "$2" 2>&1)
  pass "$2 → $1" test "$got" = "$1"
  [ "$got" = "$1" ] || echo "# got: $got"
}
tab 'ombud test ' 'ombud te'
tab 'ombud graph --format=dot ' 'ombud graph --format=d'
tab 'ombud test --format=junit ' 'ombud test --format=ju'
tab 'ombud check shop.ombud ' 'ombud check sh'
tab 'ombud check no' 'ombud check no'
tab 'ombud check sub/' 'ombud check su'
tab 'ombud list assumptions ' 'ombud list as'
tab 'ombud check -Wno-unused-effect' 'ombud check -Wno-unused-effect'
