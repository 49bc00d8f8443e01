#!/bin/sh
# What --help tells of is offered by every shell and stands in the manual: commands, options, choices, warnings.
. "$TOP/tests/cli/lib.sh"
for shell in bash zsh fish; do
  "$OMBUD" completion $shell >$shell || bad=1
done

# missing FILE WORD…: those of the words that do not stand in FILE, as words.
missing() {
  missing_in=$1
  shift
  for missing_word; do
    grep -q -e "\(^\|[^a-zA-Z-]\)$missing_word\([^a-zA-Z-]\|\$\)" "$missing_in" || echo "$missing_in lacks $missing_word"
  done
}

# all_in NAME FILE WORD…: there are words, and all of them stand in FILE.
all_in() {
  all_name=$1
  shift
  missing "$@" >left
  [ $# -gt 1 ] || echo 'no words at all' >left
  pass "$all_name" diff /dev/null left
}

# The page as it is read: without the marks of fonts, and with plain hyphens.
page() { "$OMBUD" help --man "$@" | sed 's/\\f[BIR]//g; s/\\-/-/g'; }

# The first words of the lines of a section of help.
section() { sed -n "/^$1:/,/^\$/s/^  \([a-z-]*\) .*/\1/p" help; }

# Options (-o, --format) and their choices in the help of a command.
options() { sed -n '/^options:/,/^$/p' help | grep -o -e '^  -[a-zA-Z]' -e '[ ,]--[a-z-]*' | tr -d ' ,'; }
choices() { sed -n '/^options:/,/^$/s/^  --[a-z-]*\[*=\([a-z|]*|[a-z|]*\).*/\1/p' help | tr '|' ' '; }

"$OMBUD" --help >help
commands=$(section commands)
page >page
# shellcheck disable=SC2046,SC2086 # several words
for file in bash zsh fish page; do
  all_in "commands in $file" $file $commands
  all_in "options without a command in $file" $file $(options | sed 's/^--*/-*/')
done

"$OMBUD" check --help >help
warnings=$(section warnings)
# shellcheck disable=SC2086
for file in bash zsh fish page; do
  all_in "warnings in $file" $file $warnings
done

# The part of each script that is about the command.
for command in $commands; do
  "$OMBUD" "$command" --help >help
  page "$command" >page
  grep -e "^  '$command'*)" -e "^  '$command " bash >bash.part
  sed -n "/^  $command)\$/,/;;/p" zsh >zsh.part
  grep -e "__ombud_at ${command}[ ']" fish | sed 's/ -s \(.\) / -\1 /g; s/ -l \([a-z]\)/ --\1/g' >fish.part
  # shellcheck disable=SC2046
  for file in bash.part zsh.part fish.part page; do
    all_in "options of $command in $file" $file $(options)
    [ -z "$(choices)" ] || all_in "choices of $command in $file" $file $(choices)
  done
  options | sort >told
  sed -nE "s/^ *'(\*|\([^)]*\))?(-[^+=[]*).*/\2/p" zsh.part | sort >offered
  pass "nothing else is offered to $command" diff told offered
done

# Words that commands know by themselves: what is offered is taken.
policy shop
# shellcheck disable=SC2013 # words
for word in $(sed -n "s/^  list) kinds=('\([^']*\)'.*/\1/p" bash); do
  exits 0 "list $word" "$OMBUD" list "$word" shop.ombud
  listed=yes
done
pass 'there is something to list' test "${listed-}" = yes
pass 'emit promela' "$OMBUD" emit "$(sed -n "s/^  emit) kinds=('\([^']*\)'.*/\1/p" bash)" shop.ombud
pass 'the shells' test "$(sed -n "s/^  completion) kinds=('\([^']*\)'.*/\1/p" bash)" = 'bash zsh fish'

exits 2 'a shell that is none' "$OMBUD" completion fisch
has err "did you mean 'fish'?"
silent out
exits 2 'no shell' "$OMBUD" completion
exits 2 'two shells' "$OMBUD" completion bash zsh
