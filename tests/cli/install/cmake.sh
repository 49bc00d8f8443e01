#!/bin/sh
# find_package(ombud) and ombud_add_rules, as README.md shows them.
. "$TOP/tests/cli/install/shop"
have cmake || { skip 'builds with CMake' 'no cmake here' && exit; }
cp readme/CMakeLists.txt shop

generators='Unix Makefiles'
if have ninja; then generators="$generators;Ninja"; else skip 'CMake with ninja' 'no ninja here'; fi
IFS=';'
for generator in $generators; do
  unset IFS
  pass "$generator: configure" cmake -G "$generator" -S shop -B "shop/build $generator"
  tried "$generator" "build $generator/shop" cmake --build "build $generator"
done

# ---- both libraries, prefixes, who links with a target ----

mkdir two
cp shop/shop.c shop/douyin.md two
cp "$TOP/rules/douyin/douyin.ombud" two
sed 's/^policy douyin/policy other/' two/douyin.ombud >two/other.ombud
echo 'include "rules.ombud"' >two/hidden.ombud
cp two/douyin.ombud two/rules.ombud
cat >two/main.c <<'END'
#include "douyin.h"
#include "other.h"
#include "third.h"
int main(void) {
  return douyin_policy.fingerprint == other_policy.fingerprint || ombud_case_size(&third_policy) != sizeof(third_case);
}
END
configured() { # LINE…: a project that has these lines
  printf '%s\n' 'cmake_minimum_required(VERSION 3.20)' 'project(two LANGUAGES C)' 'find_package(ombud REQUIRED)' \
    'add_library(rules STATIC)' 'add_executable(two main.c)' 'target_link_libraries(two rules ombud::static)' \
    "$@" >two/CMakeLists.txt
  cmake -S two -B two/build >said 2>&1
  status=$?
  tr -s ' \n' ' ' <said # CMake folds what it says
  return $status
}
exits 0 'three policies in a library' configured 'ombud_add_rules(rules douyin.ombud other.ombud)' \
  'ombud_add_rules(rules hidden.ombud PREFIX third)'
pass '… and a program that links with it' cmake --build two/build
pass '… statically' sh -c '! ldd two/build/two | grep ombud'
pass '… which runs' two/build/two
exits 0 'a version that will do' configured 'find_package(ombud 0.1.0 REQUIRED)' 'ombud_add_rules(rules douyin.ombud)'

# ---- what goes wrong ----

wrong() { # WHAT MESSAGE LINE…
  name=$1 message=$2
  shift 2
  exits 1 "$name" configured "$@"
  has out "$message"
}
wrong 'another version' 'compatible with requested version "0.2"' 'find_package(ombud 0.2 REQUIRED)'
wrong 'an older one' 'compatible with requested version "0.0.9"' 'find_package(ombud 0.0.9 REQUIRED)'
wrong 'no such file' 'ombud_add_rules(rules): there is no rule file .*two/nothing.ombud' 'ombud_add_rules(rules nothing.ombud)'
wrong 'no file at all' 'ombud_add_rules(rules): no rule file is given' 'ombud_add_rules(rules)'
wrong 'no such target' "ombud_add_rules(nobody): no target has this name" 'ombud_add_rules(nobody douyin.ombud)'
wrong 'a prefix for two' 'PREFIX is the prefix of one policy' 'ombud_add_rules(rules douyin.ombud other.ombud PREFIX x)'
wrong 'no prefix' 'PREFIX is the prefix of one policy' 'ombud_add_rules(rules douyin.ombud PREFIX)'
wrong 'two policies with one prefix' "two policies in one target have the prefix 'douyin':.*two/douyin.ombud.*two/rules.ombud" \
  'ombud_add_rules(rules douyin.ombud)' 'ombud_add_rules(rules rules.ombud)'
wrong '… but for the case of its letters' "the prefix 'DOUYIN'" \
  'ombud_add_rules(rules douyin.ombud)' 'ombud_add_rules(rules other.ombud PREFIX DOUYIN)'
mkdir two/sub && cp two/other.ombud two/sub/douyin.ombud
wrong 'two files of one name' "the name 'douyin'" 'ombud_add_rules(rules douyin.ombud sub/douyin.ombud)'
: >two/file
exits 1 'a folder that cannot be made' cmake -S two -B two/file/build
has err 'two/file/build'
wrong 'one prefix in two libraries of a program' 'INTERFACE_OMBUD_PREFIX_DOUYIN property of "more" does not agree' \
  'ombud_add_rules(rules douyin.ombud)' 'add_library(more STATIC)' 'ombud_add_rules(more rules.ombud)' \
  'target_link_libraries(two more)'
exits 0 '… but one policy in two of them' configured 'ombud_add_rules(rules douyin.ombud)' 'add_library(more STATIC)' \
  'ombud_add_rules(more douyin.ombud)' 'target_link_libraries(two more)'
exits 0 'two that only the linker can tell' configured 'ombud_add_rules(rules other.ombud)' \
  'ombud_add_rules(two douyin.ombud hidden.ombud)'
exits 2 '… who does' cmake --build two/build --target two
pass '… by name' grep 'multiple definition.*douyin_policy' out err
exits 0 'rules that are wrong' sh -c 'sed -i.old "s/^policy/polity/" two/rules.ombud'
exits 2 '… stop the build' cmake --build two/build --target two
pass '… with the message' grep 'rules.ombud:.*error\[E' out err
