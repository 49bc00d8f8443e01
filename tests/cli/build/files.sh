#!/bin/sh
# What `ombud build` writes, where, and that it writes all or nothing.
. "$TOP/tests/cli/lib.sh"
policy shop

exits 0 'tables and header' "$OMBUD" build shop.ombud -o t.c -H t.h
silent out
silent err
pass 'both are there' test -s t.c -a -s t.h
pass 'nothing else is' test "$(ls)" = "$(printf 'err\nlast\nout\nshop.md\nshop.ombud\nt.c\nt.h')"
exits 0 'tables on standard output' "$OMBUD" build --stdout shop.ombud
pass 'they are the same' cmp out t.c
exits 0 'the header alone' "$OMBUD" build -H only.h shop.ombud
pass 'it is the same' cmp only.h t.h
pass 'it may be read by who may' test "$(ls -l t.h | cut -c1-10)" = "$(umask 022 && : >plain && ls -l plain | cut -c1-10)"

# ---- names in C ----

exits 0 'a prefix' "$OMBUD" build --prefix=Acme -o acme.c -H acme.h shop.ombud
pass '… begins every name' grep 'ACME_STATE_ORDER_PACKING' acme.c
pass '… and the objects' grep 'extern const ombud_policy Acme_policy;' acme.h
pass 'the other has gone' sh -c '! grep -i "shop_" acme.c'
for prefix in '' 2x a-b 店 ombud 'a b'; do
  exits 2 "the prefix '$prefix'" "$OMBUD" build --prefix "$prefix" -o bad.c shop.ombud
  has err 'prefix'
  absent bad.c
done
sed 's/place/Ship/' shop.ombud >clash.ombud
exits 1 'names that C cannot tell apart' "$OMBUD" build -Wno-all -o bad.c clash.ombud
has err "'Ship' .* 'ship' .*_ACTION_ORDER_SHIP"
absent bad.c

# ---- nothing is written ----

echo 'policy broken { version "1" } process order { state }' >broken.ombud
exits 1 'rules at fault' "$OMBUD" build broken.ombud -o bad.c -H bad.h --depfile bad.d
absent bad.c bad.h bad.d
cp t.c old.c
exits 1 'an older file stays' "$OMBUD" build broken.ombud -o old.c
pass '… as it was' cmp old.c t.c

mkdir folder
exits 2 'a folder in its place' "$OMBUD" build shop.ombud -o bad.c -H folder
absent bad.c
exits 2 'no such folder' "$OMBUD" build shop.ombud -o bad.c -H nowhere/bad.h
has err 'nowhere/bad.h'
absent bad.c
exits 2 'no such folder, the other way' "$OMBUD" build shop.ombud -H bad.h -o nowhere/bad.c
absent bad.h
if [ "$(id -u)" -ne 0 ]; then
  mkdir locked && chmod a-w locked
  exits 2 'a folder that may not be written' "$OMBUD" build shop.ombud -o bad.c -H locked/bad.h
  absent bad.c
else
  skip 'a folder that may not be written' 'root may write everywhere'
fi
if [ -w /dev/full ]; then
  exits 2 'a full disk' "$OMBUD" build shop.ombud -H bad.h -o /dev/full
  has err '/dev/full'
  absent bad.h
  pass '… and the device is still one' test -c /dev/full
fi
pass 'no temporary file is left' sh -c '! ls ./*.tmp folder/*.tmp'

# ---- what was read is not written over ----

cp shop.ombud kept.ombud
exits 2 'the rule file' "$OMBUD" build shop.ombud -o shop.ombud
exits 2 'the rule file by another name' "$OMBUD" build shop.ombud -H folder/../shop.ombud
exits 2 'the text that it cites' "$OMBUD" build shop.ombud -o ./shop.md
pass 'it is as it was' cmp shop.ombud kept.ombud
exits 2 'one file twice' "$OMBUD" build shop.ombud -o x.c -H x.c
exits 2 'one file twice by other names' "$OMBUD" build shop.ombud -o x.c -H folder/../x.c
exits 2 'one file twice, the depfile' "$OMBUD" build shop.ombud -o x.c --depfile ./x.c
absent x.c

# ---- the same bytes wherever it is built ----

mkdir -p one/rules two
cp shop.ombud shop.md one/rules
cp shop.ombud shop.md two
exits 0 'built from above' "$OMBUD" build one/rules/shop.ombud -o one.c -H one.h
exits 0 'built from within' sh -c 'cd two && "$0" build shop.ombud -o ../two.c -H ../two.h' "$OMBUD"
exits 0 'built by its full path' "$OMBUD" build "$WORK/two/shop.ombud" -o three.c
pass 'the tables are the same' cmp one.c two.c
pass 'the headers are the same' cmp one.h two.h
pass 'by its full path, too' cmp one.c three.c
