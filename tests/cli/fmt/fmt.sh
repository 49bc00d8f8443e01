#!/bin/sh
# How the canonical layout is called. How it looks stands in the golden tests (.fmt), its laws in laws.sh.
. "$TOP/tests/cli/lib.sh"

policy shop
exits 0 'a new policy is laid out already' "$OMBUD" fmt --check shop.ombud
silent out
sed 's/  */ /g' shop.ombud >messy.ombud
cp messy.ombud keep
exits 1 '--check' "$OMBUD" fmt --check shop.ombud messy.ombud
has out '^messy.ombud:3: not laid out'
pass '… names that file alone' test "$(wc -l <out)" -eq 1
pass '… and writes nothing' cmp messy.ombud keep
chmod 640 messy.ombud
ln -s messy.ombud link.ombud
exits 0 'through a link' "$OMBUD" fmt link.ombud
pass '… which stays one' test -L link.ombud
pass '… the file is laid out' cmp messy.ombud shop.ombud
pass '… and may be read by the same people' sh -c 'ls -l messy.ombud | grep -q "^-rw-r-----"'
touch -t 202001010000 shop.ombud
exits 0 'a file that would not change' "$OMBUD" fmt shop.ombud
pass '… is not written' sh -c 'ls -l shop.ombud | grep -q 2020'
sed 's/$/\r/' shop.ombud >dos.ombud
printf '\357\273\277' | cat - shop.ombud >marked.ombud
exits 1 'a byte order mark is a difference' "$OMBUD" fmt --check marked.ombud
exits 0 'line ends of another system, and the mark' "$OMBUD" fmt dos.ombud marked.ombud
pass '… are made our own' cmp dos.ombud shop.ombud
pass '… or left out' cmp marked.ombud shop.ombud
exits 0 'a pipe' sh -c '"$0" fmt - <keep' "$OMBUD"
pass '… comes out laid out' cmp out shop.ombud
printf 'actors a\n\n\n# the end' >end.ombud
exits 0 'no line end behind the last comment' "$OMBUD" fmt end.ombud
pass '… and too many lines before it' sh -c 'printf "actors a\n\n# the end\n" | cmp - end.ombud'
: >empty.ombud
exits 0 'an empty file' "$OMBUD" fmt empty.ombud
pass '… stays empty' test ! -s empty.ombud
printf '\n\n' >blank.ombud
exits 0 'blank lines alone' "$OMBUD" fmt blank.ombud
pass '… are nothing' test ! -s blank.ombud
echo 'include "other.ombud"' >part.ombud
exits 0 'what it includes need not be there' "$OMBUD" fmt part.ombud
echo 'process nowhere { in nothing { nobody may fly because no_wings } }' >part.ombud
exits 0 'nor need a name mean anything' "$OMBUD" fmt part.ombud

# A comment fits between any two tokens of a list: before its commas, and between a name and its text.
cat >list.ombud <<'END'
process p {
  actions a # one
    zh"甲", b # two
    , c zh"丙", d
  ends done
}
END
cp list.ombud keep_list
exits 0 'comments inside a list' "$OMBUD" fmt list.ombud
pass '… are all kept, between the same tokens' sh -c 'tr -d " \n" <keep_list >one; tr -d " \n" <list.ombud | cmp one -'
pass '… and what came of it is laid out' "$OMBUD" fmt --check list.ombud

# ---- what cannot be laid out ----

sed 's/{/{ {/' keep >broken.ombud
cp broken.ombud keep2
exits 1 'a file in error, and one that is fine' "$OMBUD" fmt broken.ombud link.ombud
has err 'broken.ombud:.*error\['
pass '… is left alone' cmp broken.ombud keep2
exits 1 'the same as JSON' "$OMBUD" fmt --diagnostics=json broken.ombud
has err '"severity": *"error"'
printf 'actors \377\n' >bytes.ombud
exits 1 'no UTF-8' "$OMBUD" fmt bytes.ombud
has err 'bytes.ombud:1:8: error\[E002\]'
exits 2 'no such file' "$OMBUD" fmt nowhere.ombud
has err 'nowhere.ombud: error\[E001\]'
mkdir folder
exits 2 'a folder' "$OMBUD" fmt folder
exits 2 'no file at all' "$OMBUD" fmt
exits 2 'an option of another command' "$OMBUD" fmt -Wall shop.ombud
if [ "$(id -u)" -eq 0 ]; then
  skip 'a folder that cannot be written to' 'root can write everywhere'
else
  mkdir closed
  cp keep closed/messy.ombud
  chmod 500 closed
  exits 2 'a folder that cannot be written to' "$OMBUD" fmt closed/messy.ombud
  has err 'cannot write'
  chmod 700 closed
fi
pass 'no temporary file is left behind' sh -c '! ls *.tmp'
