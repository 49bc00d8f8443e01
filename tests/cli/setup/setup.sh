#!/bin/sh
# `make setup` where nothing is missing, and on a system that it does not know.
. "$TOP/tests/cli/lib.sh"
setup=$TOP/.ci/setup

exits 0 'everything is there' sh "$setup"
has out 'everything needed is there'

# A system without a package manager: only these tools, and no bison.
mkdir bin
for tool in sh awk sed id paste env cat; do ln -s "$(command -v $tool)" bin/$tool; done
exits 1 'an unknown system' env -i PATH="$WORK/bin" sh "$setup"
has err 'install by hand'
has err '^  bison'
has err '^  cmocka'
has err '^  a C compiler'
