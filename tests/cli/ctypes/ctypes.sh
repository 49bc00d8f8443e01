#!/bin/sh
# The shared library as another language drives it, by names: Python, with nothing but its own ctypes.
. "$TOP/tests/cli/lib.sh"
for tool in python3 pkg-config; do have $tool || { skip 'ombud from Python' "no $tool here" && exit; }; done
here=$TOP/tests/cli/ctypes
PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=$here
export PYTHONDONTWRITEBYTECODE PYTHONPATH

installed
pass 'the tables' ombud build "$TOP/rules/douyin/douyin.ombud" -o douyin.c
cflags=$(pkg-config --cflags ombud)
# shellcheck disable=SC2086 # flags are words
pass 'a library of them' "${CC:-cc}" -shared -fPIC $cflags douyin.c -o douyin.so
python3 -c 'import ombud; print("\n".join(ombud.layout()))' >layout.c
pass 'there is a layout' grep -c ombud_words layout.c
# shellcheck disable=SC2086
pass 'the structures in ombud.py are those of ombud.h' "${CC:-cc}" -std=c11 $cflags -c layout.c -o layout.o
python3 "$here/stories.py" "$WORK/opt/lib/libombud.so.0" ./douyin.so || echo 'not ok - the stories are told to their end'
