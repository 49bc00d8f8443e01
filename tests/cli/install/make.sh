#!/bin/sh
# Programs built from what is installed, by hand and by make, as README.md shows it.
. "$TOP/tests/cli/install/shop"
have pkg-config || { skip 'builds by hand and by make' 'no pkg-config here' && exit; }
pass 'pkg-config: the version' test "ombud $(pkg-config --modversion ombud)" = "$(ombud --version | head -n 1)"
pass 'pkg-config: the compiler' test "$(pkg-config --variable=ombud ombud)" = "$WORK/opt/bin/ombud"

cp readme/Makefile readme/compile.sh shop
cd shop || exit 2
pass 'by hand' sh -e compile.sh
pass '… the program prints what README.md says' sh -c './shop | diff -u "$0" -' "$prints"
pass '… with the installed library' sh -c 'ldd shop | grep "$0/opt/lib/libombud.so.0"' "$WORK"
rm -f shop douyin.[chd]
cd .. || exit 2
tried make ./shop make

# ---- what goes wrong ----

cd shop || exit 2
exits 2 'no such rule file' make nothing.c
has err "nothing.c"
exits 2 '… nor for the compiler' ombud build nothing.ombud -o nothing.c
has err 'nothing.ombud'
mkdir locked && : >locked/file
exits 2 'a folder that cannot be written' ombud build douyin.ombud -o locked/file/douyin.c
has err 'locked/file/douyin.c'
if [ "$(id -u)" -ne 0 ]; then
  chmod a-w locked
  exits 2 'a folder that may not be written' ombud build douyin.ombud -o locked/douyin.c
  has err 'locked/douyin.c'
fi
sed 's/refund(paid - postage)/refund(paid)/' rules.ombud >second.ombud
pass 'two policies' ombud build second.ombud -o second.c -H second.h
exits 1 'two policies with one prefix in one program' sh -c 'cc shop.c douyin.c second.c $(pkg-config --cflags --libs ombud)'
has err 'douyin_policy'
pass 'the second with another prefix' ombud build second.ombud --prefix second -o second.c -H second.h
pass '… in one program' sh -c 'cc shop.c douyin.c second.c $(pkg-config --cflags --libs ombud)'
