#!/bin/sh
# The custom target for Meson that README.md shows.
. "$TOP/tests/cli/install/shop"
for tool in meson ninja pkg-config; do have $tool || { skip 'builds with Meson' "no $tool here" && exit; }; done
cp readme/meson.build shop
pass 'Meson: configure' meson setup shop/build shop
tried Meson build/shop meson compile -C build
sed 's/douyin\.ombud/nothing.ombud/' shop/meson.build >meson.build
cp shop/shop.c .
exits 1 'no such rule file' meson setup build
pass '… and the message says which' grep 'File nothing.ombud does not exist' out err
mv shop/rules.ombud shop/gone.ombud
exits 1 'an included file has gone' meson compile -C shop/build
pass '… and the message says which' grep 'rules.ombud' out err
