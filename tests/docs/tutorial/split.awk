# Splits a page into LINE.part, one for each block of code, and `blocks`: LINE and the comment before it.
/^<!-- .* -->$/ { comment = substr($0, 6, length($0) - 9); next }
/^```/ && inside { inside = 0; comment = ""; close(out); next }
/^```/ {
  inside = 1
  out = NR ".part"
  printf "" >out
  if (comment == "") { print "line " NR ": a block without a comment"; bad = 1 }
  else print NR, comment >"blocks"
  next
}
inside { print >out; next }
/[^ ]/ { comment = "" }
END { exit bad }
