#!/bin/sh
# In which language ombud speaks: OMBUD_LANG, or else the locale, and no locale has to be installed for that.
. "$TOP/tests/cli/lib.sh"
unset LC_ALL LC_MESSAGES LANG OMBUD_LANG

if ! grep -q '[0-9]' "$TOP/build/compiler/share/po/zh.inc" 2>/dev/null; then
  skip 'ombud speaks Chinese' 'built without msgfmt'
  exit
fi

chinese='用法'
english='^usage:'

speaks() { # PATTERN NAME VARIABLE…
  lang_pattern=$1
  lang_name=$2
  shift 2
  exits 0 "$lang_name" env "$@" "$OMBUD" help check
  has out "$lang_pattern"
}

speaks "$english" 'nothing is said'
speaks "$chinese" 'OMBUD_LANG' OMBUD_LANG=zh
speaks "$chinese" 'LC_ALL' LC_ALL=zh_CN.UTF-8
speaks "$chinese" 'LC_MESSAGES' LC_MESSAGES=zh_TW
speaks "$chinese" 'LANG' LANG=zh_CN
speaks "$chinese" 'a script behind it' OMBUD_LANG=zh-Hans
speaks "$english" 'OMBUD_LANG goes first' OMBUD_LANG=en LC_ALL=zh_CN.UTF-8 LANG=zh_CN.UTF-8
speaks "$chinese" 'OMBUD_LANG goes first, the other way' OMBUD_LANG=zh LC_ALL=C
speaks "$english" 'LC_ALL goes before LANG' LC_ALL=C LANG=zh_CN.UTF-8
speaks "$chinese" 'what is empty says nothing' OMBUD_LANG= LC_ALL= LANG=zh_CN.UTF-8
speaks "$english" 'a language that it does not speak' OMBUD_LANG=fr LANG=zh_CN.UTF-8
speaks "$english" 'a language that begins alike' OMBUD_LANG=zha

# What is wrong with the call.
exits 2 'an option that there is not' env OMBUD_LANG=zh "$OMBUD" check --colour=never x.ombud
has err "没有名为 '--colour' 的选项；是不是想写 '--color'？"
exits 2 'a file that there is not' env OMBUD_LANG=zh "$OMBUD" check missing.ombud
has err 'error\[E001\]: 无法读取这个文件：文件或目录不存在'
