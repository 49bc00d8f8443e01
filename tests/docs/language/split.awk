# Takes the examples of LANGUAGE.md apart: writes N.part for the one at line N, `frame`, the files named, and in
# `examples` a line for each that is to be run: its line, and what the comment before it says.
/^<!-- .* -->$/ && !inside {
  comment = substr($0, 6, length($0) - 9)
  next
}
/^```/ && !inside {
  inside = 1
  lang = substr($0, 4)
  out = ""
  if (lang == "") next
  split(comment, word, " ")
  out = NR ".part"
  if (comment == "") {
    print FILENAME ":" NR ": this example does not say how it is run"
    bad = 1
  } else if (word[1] == "frame" || word[1] == "grammar") {
    out = word[1]
  } else if (word[1] == "file") {
    out = word[2]
  } else {
    print NR, comment >"examples"
  }
  printf "" >out
  next
}
/^```/ {
  inside = 0
  comment = ""
  if (out != "") close(out)
  next
}
inside {
  if (out != "") print >out
  next
}
/[^ ]/ { comment = "" }
END { exit bad }
