#!/bin/sh
# Completion in zsh, which completes only at a terminal: one is played to it (zsh/zpty).
. "$TOP/tests/cli/lib.sh"
exits 0 'the script is written' "$OMBUD" completion zsh
have zsh || { skip 'completion in zsh' 'zsh is not there' && exit; }
zsh -fc 'zmodload zsh/zpty && zmodload zsh/complete && autoload -Uz +X compinit' >last 2>&1 ||
  { skip 'completion in zsh' 'its modules are not there' && exit; }
mkdir -p files/folder functions
cp out functions/_ombud
touch files/shop.ombud files/notes.txt

# In the terminal: ^T completes the line, and writes down what was on offer; then a full stop, and the next line.
cat >inner <<'END'
PROMPT= PS2=
unsetopt beep
fpath=($WORK/functions $fpath)
autoload -Uz compinit
compinit -u -d $WORK/dump
compadd() {
  if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then
    builtin compadd "$@"
    return
  fi
  local -a found
  builtin compadd -O found "$@"
  (( $#found == 0 )) || print -rl -- "${(@)found%/}" >>$WORK/offered
  builtin compadd "$@"
}
probe() {
  print -r -- "> $BUFFER" >>$WORK/offered
  zle complete-word
  print -r -- . >>$WORK/offered
  BUFFER=
}
zle -N probe
bindkey '^T' probe
cd $WORK/files
: >$WORK/offered
END
cat >outer <<'END'
zmodload zsh/zpty
zpty -b z zsh -f -i
zpty -w z "source $WORK/inner"
answers() { # the file has so many full stops; not for ever
  repeat 400; do
    zpty -r z >/dev/null
    [[ -f $WORK/offered && $(grep -c '^\.$' $WORK/offered) -eq $1 ]] && return
    sleep 0.05
  done
  print "no answer $1"
  exit 1
}
answers 0
n=0
while IFS= read -r line; do
  zpty -w -n z "$line"$'\x14'
  answers $(( ++n ))
done
zpty -d z
END

cat >wanted <<'END'
ombud te => test
ombud b => bounds build
ombud --v => --version
ombud check  => folder shop.ombud
ombud check shop.ombud  => folder shop.ombud
ombud build sh => shop.ombud
ombud check --d => --diagnostics --dump
ombud build --st => --stdout
ombud check --st =>
ombud check --dump= => ast plan tables
ombud check --dump p => plan
ombud test --format  => json junit tap text
ombud graph --format= => dot mermaid svg
ombud test --cover= => listing summary
ombud test --cover  => folder shop.ombud
ombud build -o  => folder notes.txt shop.ombud
ombud check no =>
ombud check -I  => folder
ombud check -W und => undecided
ombud check -Wno-und => no-undecided
ombud --explain E203 => E203
ombud list a => assumptions
ombud list clauses  => folder shop.ombud
ombud emit  => promela
ombud completion  => bash fish zsh
ombud help m => matrix
ombud --color never ch => check
ombud --color=never ch => check
ombud -Wall check --du => --dump
END
sed 's/ =>.*//' wanted >lines
pass 'zsh answers' zsh -f outer <lines
# Under each line what was offered, in any order.
while IFS= read -r line; do
  case $line in
  '> '*) asked=${line#> } && : >list ;;
  .) echo "$asked => $(sort -u list | tr '\n' ' ')" | sed 's/ $//; s/=>$/=>/' ;;
  *) echo "$line" >>list ;;
  esac
done <offered >got
while IFS= read -r line; do
  pass "${line%% =>*}" grep -Fx -e "$line" got
done <wanted
