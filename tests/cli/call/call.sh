#!/bin/sh
# How the compiler is called, and what it says to a call that is wrong.
. "$TOP/tests/cli/lib.sh"
policy shop
echo 'policy broken { version "1" } process order { state }' >broken.ombud

# ---- calls that are right ----

exits 0 'check' "$OMBUD" check shop.ombud
has out '^shop.ombud: fine'
silent err
exits 0 'several files are several policies' "$OMBUD" check shop.ombud shop.ombud
pass '… each of which is reported' test "$(grep -c ': fine' out)" -eq 2
exits 1 'one bad file of several' "$OMBUD" check broken.ombud shop.ombud
has err 'broken.ombud:1:.*error'
has out 'shop.ombud: fine'
exits 0 '-Werror' "$OMBUD" check -Werror shop.ombud
exits 0 'options behind operands' "$OMBUD" check shop.ombud -Werror
exits 0 'options before the command' "$OMBUD" --color=never check shop.ombud
for form in ast plan tables; do
  exits 0 "--dump=$form" "$OMBUD" check --dump=$form shop.ombud
  pass '… prints it' test -s out
done
exits 0 'a value of its own' "$OMBUD" check --dump ast shop.ombud
exits 0 '--diagnostics=json, nothing wrong' "$OMBUD" check --diagnostics=json shop.ombud
has err '^\[\]'
exits 1 '--diagnostics=json' "$OMBUD" check --diagnostics json broken.ombud
has err '"severity": *"error"'
exits 1 '--color=always' "$OMBUD" check --color=always broken.ombud
has err "$(printf '\033')"
exits 1 'no colour into a file' env TERM=xterm "$OMBUD" check broken.ombud
pass '… really' sh -c "! grep '$(printf '\033')' err"
exits 0 '-I' "$OMBUD" check -I /nowhere -I/nowhere shop.ombud
exits 0 '-Wall' "$OMBUD" check -Wall shop.ombud
cp shop.ombud -- -odd.ombud
exits 0 '-- ends options' "$OMBUD" check -- -odd.ombud
exits 0 'explain' "$OMBUD" --explain E001
has out '^E001: '
exits 0 'explain, in small letters' "$OMBUD" --explain=e001
exits 0 'version' "$OMBUD" --version
has out '^ombud [0-9]*\.[0-9]*\.[0-9]*$'
exits 0 'help' "$OMBUD" --help
for command in build check matrix list new help; do
  has out "^  $command "
done
for command in build check matrix list new help; do
  exits 0 "help of $command" "$OMBUD" help $command
  cp out asked
  exits 0 "--help of $command" "$OMBUD" $command --help
  pass '… is the same' cmp out asked
  has out "^usage: ombud $command "
done
exits 0 '-h' "$OMBUD" build -h
has out '^  -o FILE '
has out '^  --deptarget=NAME '

# ---- warnings by name ----

cat >unused.ombud <<'END'
policy unused { version "1" }
actors user
reasons { never_given "not used" }
process order {
  start { user may open -> done assume "a test" }
  ends done
}
END
exits 0 'a warning' "$OMBUD" check unused.ombud
has err 'warning\[W[0-9]*\]'
code=$(sed -n 's/.*warning\[\(W[0-9]*\)\].*/\1/p' err | head -n 1)
warning=$("$OMBUD" --explain "$code" | sed -n 's/.*-W \([a-z-]*\),.*/\1/p')
exits 1 'as an error' "$OMBUD" check -Werror unused.ombud
exits 1 '-W error' "$OMBUD" check -W error unused.ombud
exits 0 '-Wno-NAME' "$OMBUD" check -Werror "-Wno-$warning" unused.ombud
silent err
exits 0 '-W no-NAME' "$OMBUD" check -Werror -W "no-$warning" unused.ombud
exits 0 'the later one holds' "$OMBUD" check "-Wno-$warning" "-W$warning" unused.ombud
has err 'warning\[W'

# ---- calls that are wrong ----

exits 2 'nothing at all' "$OMBUD"
has err '^usage: '
silent out
exits 2 'an unknown command' "$OMBUD" chekc shop.ombud
has err "no command is called 'chekc'; did you mean 'check'?"
exits 2 'an unknown command, far from any' "$OMBUD" zzzzzz
has err "'zzzzzz'$"
exits 2 'words that would steer a terminal' "$OMBUD" "$(printf 'ch\033[31m\377')"
pass '… do not get there' sh -c 'test "$(tr -cd "\033\377" <err | wc -c)" -eq 0'
pass '… and the rest of them does' grep -q "'ch.*\[31m" err
exits 2 'help for an unknown command' "$OMBUD" help biuld
has err "did you mean 'build'?"
exits 2 'an unknown option' "$OMBUD" build --prefxi=x shop.ombud
has err "'--prefxi'; did you mean '--prefix'?"
exits 2 'an unknown letter' "$OMBUD" check -q shop.ombud
has err "'-q'"
exits 2 "another command's option" "$OMBUD" check --prefix=x shop.ombud
has err "'--prefix' is no option of"
exits 2 'an option for none' "$OMBUD" --stdout
exits 2 'a value left out' "$OMBUD" build shop.ombud -o
has err '^ombud: -o wants a value'
exits 2 'a value left out, long' "$OMBUD" build shop.ombud --prefix
exits 2 'a value too many' "$OMBUD" build --stdout=yes shop.ombud
has err 'takes no value'
exits 2 'an unknown form' "$OMBUD" check --dump=abt shop.ombud
has err "'abt'; did you mean 'ast'?"
exits 2 'an unknown warning' "$OMBUD" check -Wunusd shop.ombud
has err "'unusd'"
exits 2 'an unknown diagnostic' "$OMBUD" --explain E999999
exits 2 'no operand' "$OMBUD" check
exits 2 'an operand too many' "$OMBUD" build --stdout shop.ombud broken.ombud
has err "'broken.ombud'"
exits 2 'nothing to write' "$OMBUD" build shop.ombud
has err 'wants -o, -H or --stdout'
exits 2 'a depfile without a target' "$OMBUD" build --stdout --depfile d shop.ombud

# ---- files that cannot be read ----

exits 2 'no such file' "$OMBUD" check nowhere.ombud
has err 'nowhere.ombud'
exits 2 'no such file among others' "$OMBUD" check nowhere.ombud shop.ombud
has out 'shop.ombud: fine'
mkdir folder
exits 2 'a folder' "$OMBUD" check folder
exits 1 'an empty file' "$OMBUD" check /dev/null
exits 1 'bytes' sh -c 'head -c 4096 "$0" >bytes.ombud; exec "$0" check bytes.ombud' "$OMBUD"

# ---- output that cannot be written ----

if [ -w /dev/full ]; then
  exits 2 'a full disk' sh -c '"$0" check --dump=tables shop.ombud >/dev/full' "$OMBUD"
  has err 'cannot write'
  exits 2 'a full disk, little to say' sh -c '"$0" --version >/dev/full' "$OMBUD"
else
  skip 'a full disk' 'no /dev/full'
fi
exits 0 'a closed pipe' sh -c '{ "$0" check --dump=tables shop.ombud; echo $? >status; } | :' "$OMBUD"
pass '… is an error of writing, or was read in time' grep -x '[02]' status
exits 2 'standard output closed' sh -c '"$0" --help >&-' "$OMBUD"
