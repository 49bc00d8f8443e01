#!/bin/sh
# Diagrams: what is drawn stands in the golden tests (.dot, .mermaid); here is how it is called, and what comes of it as
# a picture.
. "$TOP/tests/cli/lib.sh"
policy shop
douyin=$TOP/rules/douyin/douyin.ombud
signs=$TOP/tests/golden/graph/signs.ombud

exits 0 'all processes and modes' "$OMBUD" graph --format=dot "$douyin"
pass '… a graph each' test "$(grep -c '^digraph' out)" -eq 4
exits 0 'one process' "$OMBUD" graph --format=dot "$douyin" return
pass '… under both modes' test "$(grep -c '^digraph' out)" -eq 2
exits 0 'one mode' "$OMBUD" graph --format=dot --for online "$douyin" return
has out 'Return: Online payment'
pass '… and no other' test "$(grep -c '^digraph' out)" -eq 1
exits 0 'in Chinese' env OMBUD_LANG=zh "$OMBUD" graph --format=mermaid "$douyin"
has out '待商家处理'
exits 0 'without modes' "$OMBUD" graph --format=mermaid shop.ombud
has out 'subgraph d0\["Order"\]'
exits 0 'prohibitions are left out' "$OMBUD" graph --format=dot "$douyin"
pass '… all of them' sh -c '! grep "shape=note" out'
exits 0 'and in where they are asked for' "$OMBUD" graph --prohibitions --format=dot "$douyin"
has out 'shape=note.*A cash-on-delivery order cannot be cancelled once placed'
for form in dot mermaid; do
  "$OMBUD" graph --format=$form "$douyin" >first
  "$OMBUD" graph --format=$form "$douyin" >second
  pass "$form: the same every time" cmp first second
done

# ---- calls that are wrong ----

exits 2 'no such format' "$OMBUD" graph --format=png shop.ombud
has err "knows no 'png'"
exits 2 'the format of another command' "$OMBUD" graph --format=tap shop.ombud
exits 2 'and the other way round' "$OMBUD" test --format=dot shop.ombud
exits 0 'options before the command' "$OMBUD" --format=dot graph shop.ombud
exits 2 'no such process' "$OMBUD" graph --format=dot "$douyin" retrun
has err "did you mean 'return'?"
exits 2 'no such mode' "$OMBUD" graph --format=dot --for offline "$douyin"
has err "no mode is called 'offline'"
echo 'policy broken { version "1" } process order { state }' >broken.ombud
exits 1 'a policy with errors' "$OMBUD" graph --format=dot broken.ombud
silent out
mkdir empty
exits 2 'there is no dot' env PATH="$PWD/empty" "$OMBUD" graph shop.ombud
has err "'dot' is missing.*package graphviz"
silent out
printf '#!/bin/sh\necho "no fonts" >&2\nexit 3\n' >empty/dot
chmod +x empty/dot
exits 2 'dot fails' env PATH="$PWD/empty:$PATH" "$OMBUD" graph shop.ombud
has err 'dot failed with exit status 3: no fonts'
silent out
# shellcheck disable=SC2016 # for the other shell
printf '#!/bin/sh\nkill -9 $$\n' >empty/dot
exits 2 'dot is killed' env PATH="$PWD/empty:$PATH" "$OMBUD" graph shop.ombud
has err 'dot was ended by a signal'
# What is drawn by something else than dot, or breaks off, is no picture.
for drawn in hello '<svg width="3">' '<svg width="3pt" height="4pt" viewBox="0 0 3 4">' \
  '<svg width="3pt" height="4pt"></svg>' '<svg width="3pt" height="4pt"></svg> viewBox="0 0 3 4"'; do
  printf '#!/bin/sh\ncat <<END\n%s\nEND\n' "$drawn" >empty/dot
  exits 2 "not understood: $drawn" env PATH="$PWD/empty:$PATH" "$OMBUD" graph shop.ombud
  has err 'what dot has drawn is not understood$'
  silent out
done
printf '#!/bin/sh\ntrue\n' >empty/dot
chmod -x empty/dot
exits 2 'dot is no program' env PATH="$PWD/empty" "$OMBUD" graph shop.ombud
has err "the program 'dot' cannot be run: Permission denied"
exits 2 'there is no room for temporary files' sh -c 'ulimit -n 5; exec "$OMBUD" graph shop.ombud'
has err 'a temporary file cannot be made'

# ---- pictures ----

if ! have dot; then
  skip 'pictures' 'there is no dot'
  exit
fi
for lang in en zh; do
  for file in shop.ombud "$douyin" "$signs" "$TOP"/tests/unit/*/*.ombud; do
    case $file in */signs.ombud | shop.ombud | "$douyin") ;; *) "$OMBUD" check "$file" >said 2>&1 || continue ;; esac
    exits 0 "a picture of ${file##*/}, $lang" env OMBUD_LANG=$lang "$OMBUD" graph --prohibitions "$file"
    mv out picture.svg
    pass '… in which no label lies over another' awk -f "$TOP/tests/cli/graph/overlap.awk" picture.svg
    have xmllint && pass '… and which is well-formed' xmllint --noout picture.svg
  done
done
