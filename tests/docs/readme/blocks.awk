# Takes the blocks of README.md apart, by the comment before each: what is shown as a file is written under its name,
# the rest as LINE.part, and a line about it to `blocks`.
/^<!-- .* -->$/ { comment = substr($0, 6, length($0) - 9); next }
/^```/ && inside { inside = 0; comment = ""; close(out); next }
/^```/ {
  inside = 1
  split(comment, word, " ")
  out = comment == "" ? "rest" : word[1] == "file" ? word[2] : NR ".part"
  if (comment != "" && word[1] != "file") print NR, comment >"blocks"
  printf "" >out
  next
}
inside { print >out; next }
/[^ ]/ { comment = "" }
