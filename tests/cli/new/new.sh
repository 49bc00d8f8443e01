#!/bin/sh
# `ombud new` writes a policy that is fine, and writes over nothing.
. "$TOP/tests/cli/lib.sh"

for name in a library_loan Hotel2; do
  exits 0 "new $name" "$OMBUD" new $name
  has out "$name.ombud and $name.md"
  exits 0 '… which is fine' "$OMBUD" check -Werror -Wall -Wno-gap $name.ombud
  silent err
  exits 0 '… and builds' "$OMBUD" build --stdout $name.ombud
done

echo mine >a.md
rm a.ombud
exits 2 'a text that is there' "$OMBUD" new a
has err 'a.md'
absent a.ombud
pass '… stays as it is' grep -x mine a.md
echo mine >b.ombud
exits 2 'rules that are there' "$OMBUD" new b
absent b.md
for name in '' 2x a-b '店' a/b ../c state within; do
  exits 2 "the name '$name'" "$OMBUD" new "$name"
done
absent state.ombud within.md 2x.ombud
