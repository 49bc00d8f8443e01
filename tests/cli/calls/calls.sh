#!/bin/sh
# Calls that are no good, and where output goes: the message, status 2, and nothing that was not asked for.
. "$TOP/tests/cli/lib.sh"
OMBUD_LANG=en
export OMBUD_LANG
policy shop

wrong() { # NAME MESSAGE ARGUMENT…
  name=$1 message=$2
  shift 2
  exits 2 "$name" "$OMBUD" "$@"
  has err "^ombud: $message"
  silent out
}
exits 2 'no command' "$OMBUD"
has err '^usage: ombud COMMAND'
wrong 'no command, but an option' 'a command is missing; `ombud --help` lists them$' --color=never
wrong 'a command that is none' "no command is called 'chekc'; did you mean 'check'?" chekc shop.ombud
wrong 'a command like no other' "no command is called 'xyzzy'$" xyzzy
wrong 'an option that is none' "no option is called '--colr'; did you mean '--color'?" check --colr=never shop.ombud
wrong 'an option like no other' "no option is called '--xyzzyxyzzy'$" check --xyzzyxyzzy shop.ombud
wrong 'a letter that is none' "no option is called '-Z'$" check -Z shop.ombud
wrong 'a value too many' '--proofs takes no value$' check --proofs=3 shop.ombud
wrong 'a value is missing' '--color wants a value: ' check shop.ombud --color
wrong 'the option of another command' "'--cover' is no option of \`ombud check\`$" check --cover --mutate shop.ombud
wrong 'a warning that is none' "no warning is called 'unreachabel'; did you mean 'unreachable'?" check -Wunreachabel shop.ombud
wrong 'a warning like no other' "no warning is called 'xyzzyxyzzy'$" check -Wno-xyzzyxyzzy shop.ombud
wrong 'an operand is missing' '`ombud check` wants: FILE...$' check
wrong 'an operand too many' "'b' is one operand too many; \`ombud matrix\` wants: " matrix shop.ombud shop b
for percentage in 9.5.1 .5 5. 101 x 1.23456 '' 9999999999 1000000.1; do
  wrong "no percentage: '$percentage'" "--cover-min wants a percentage from 0 to 100, such as 90 or 99.5, and not '" \
    test --cover "--cover-min=$percentage" shop.ombud
done
wrong 'help on what is no command' "no command is called 'chekc'; did you mean 'check'?" help chekc
wrong 'help on nothing like it' "no command is called 'xyzzy'$" help xyzzy
wrong 'completion for what is no shell' "no completion for 'bahs'; did you mean 'bash'?" completion bahs
wrong 'completion for nothing like it' "no completion for 'xyzzy'" completion xyzzy
wrong 'a code that is none' "no diagnostic is called 'E9999'" --explain E9999
exits 2 'a file that there is none' "$OMBUD" fmt nowhere.ombud
has err '^nowhere.ombud: error\[E001\]: cannot read this file: No such file or directory$'
ln -s loop.ombud loop.ombud
exits 2 'a link to itself' "$OMBUD" check loop.ombud
has err '^loop.ombud: error\[E001\]: cannot read this file: Too many levels of symbolic links$'
exits 2 'a file below a file' "$OMBUD" check shop.ombud/x.ombud
has err 'cannot read this file: Not a directory$'
exits 2 'a name that is too long' "$OMBUD" check "$(printf '%0300d' 0)"
has err 'cannot read this file: File name too long$'
echo 'include "loop.ombud"' >includes.ombud
exits 1 'an include of a link to itself is an error in the rules' "$OMBUD" check includes.ombud
has err "error\[E004\]: no file 'loop.ombud' here"

exits 0 'what is behind -- is no option' "$OMBUD" check -- shop.ombud
cp shop.ombud ./--odd.ombud
exits 0 '… whatever it looks like' "$OMBUD" check -- --odd.ombud
exits 0 'help goes before what else is wrong' "$OMBUD" check --cover --help
has out '^usage: ombud check'
exits 0 'a code explained' "$OMBUD" --explain uncited-clause
exits 0 'no warning but one' "$OMBUD" check -Wno-all -Wuncited shop.ombud
exits 0 'version' "$OMBUD" --version

# ---- where tables go ----

exits 0 'tables' "$OMBUD" build shop.ombud -o t.c -H t.h
cp t.c first.c && cp t.h first.h
exits 0 '… a second time, over those that are there' "$OMBUD" build shop.ombud -o t.c -H t.h
pass '… are the same' sh -c 'cmp t.c first.c && cmp t.h first.h'
pass '… and nothing else is left' sh -c '! ls | grep tmp'
exits 0 'to a device' "$OMBUD" build shop.ombud -o /dev/null -H /dev/null
pass '… which is one still' test -c /dev/null
for same in t.c ./t.c "$PWD/t.c"; do
  exits 2 "both into $same" "$OMBUD" build shop.ombud -o t.c -H "$same"
done
exits 2 'both into what is not there yet' "$OMBUD" build shop.ombud -o new.c -H ./new.c
absent new.c
ln t.c linked.c
exits 2 'both into one file of two names' "$OMBUD" build shop.ombud -o t.c -H linked.c
mkdir folder
exits 2 'into a folder' "$OMBUD" build shop.ombud -o folder
has err "cannot write folder: Is a directory"
exits 2 'into no folder' "$OMBUD" build shop.ombud -o nowhere/t.c
has err "cannot write nowhere/t.c: No such file or directory"
exits 2 'below a file' "$OMBUD" build shop.ombud -o t.h/t.c
has err "cannot write t.h/t.c: Not a directory"
# A name for the temporary file that somebody has taken is left alone: the next is taken.
rm -f u.c
sh -c 'echo mine >"u.c.$$.0.tmp" && exec "$OMBUD" build shop.ombud -o u.c'
pass 'another temporary file is taken' test -s u.c
pass '… the first is left alone' grep -q mine u.c.*.0.tmp
rm -f u.c.*
if [ -w /dev/full ]; then
  exits 2 'a disk that is full' "$OMBUD" build shop.ombud -o /dev/full
  has err 'cannot write /dev/full: '
  "$OMBUD" matrix shop.ombud >/dev/full 2>err
  pass 'standard output on a full disk' test $? -eq 2
  has err 'cannot write to standard output: '
fi
wrong 'a dependency file without a target' '--depfile wants --deptarget, or -o$' build shop.ombud -H t.h --depfile d
wrong 'nothing to build' '`ombud build` wants -o, -H or --stdout$' build shop.ombud
wrong 'a new policy whose name is none' "'café' is no name for a policy" new café
exits 2 'a new policy without a name' "$OMBUD" new ''
long=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
exits 2 'a new policy with too long a name' "$OMBUD" new $long$long
exits 2 'a new policy where one is' "$OMBUD" new shop
exits 2 'a new policy in no folder' "$OMBUD" new nowhere/shop
