# The steps of each saved scenario, to be typed again: one to a line, though the file may need more for it.
/^scenario/ { flush(); print "new" }
/^scenario.*{ }$/ { print "history" }
/^  [^ ]/ { flush(); step = $0 }
/^    / && step != "" { sub(/^ */, " "); step = step $0 }
/^}/ { flush(); print "history" }
function flush() { if (step != "") print step; step = "" }
