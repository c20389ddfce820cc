# SPDX-License-Identifier: Apache-2.0
# Which .cpp files can be compiled as one: prints FILE;GROUP;FILE;GROUP… Two files of a group never have a name each for themselves (in an unnamed
# namespace, or taken over by `using`) that stands for different things; a file with such a name that a header has too gets the group `apart`. All files of a
# group open the same namespaces, if any.
# Headers come first. Files are read as clang-format leaves them: what starts a line is declared there.
function name_in(line,  name) {
  if (match(line, /^using [A-Za-z_0-9:]+;/)) { name = line; sub(/;.*/, "", name); sub(/.*[: ]/, "", name); return name }
  if (match(line, /^using [A-Za-z_0-9]+ =/)) { split(line, part, " "); return part[2] }
  if (match(line, /^(struct|class|enum class|enum) [A-Za-z_0-9]+/)) { name = substr(line, 1, RLENGTH); sub(/.* /, "", name); return name }
  if (match(line, /[ *&][A-Za-z_0-9]+(\(|\{| =|\[)/)) { name = substr(line, RSTART + 1, RLENGTH - 1); sub(/[^A-Za-z_0-9].*/, "", name); return name }
  return ""
}
function place(  group, i, free) {
  if (file == "") return
  if (alone) { printf "%s;apart;", file; return }
  own[++count] = "using namespace"
  what[count] = opened
  for (group = 1;; group++) {
    if (size[group] >= most) continue
    free = 1
    for (i = 1; i <= count; i++)
      if ((group, own[i]) in taken && taken[group, own[i]] != what[i]) { free = 0; break }
    if (free) break
  }
  size[group]++
  for (i = 1; i <= count; i++) taken[group, own[i]] = what[i]
  printf "%s;%d;", file, group
}
FNR == 1 {
  place()
  header = FILENAME ~ /\.h$/
  file = header ? "" : FILENAME
  unnamed = alone = count = 0
  space = opened = ""
}
/^namespace \{/ { unnamed = 1; next }
/^}  \/\/ namespace$/ { unnamed = 0; next }
/^namespace [A-Za-z_0-9:]+ \{/ { space = $2; next }
/^using namespace / && !/literals/ { opened = opened $0 }
/^[A-Za-z]/ && !/^(extern|return|template)/ && !/^(struct|class|enum class) [A-Za-z_0-9]+;/ {
  if (!header && !unnamed && !/^using/) next
  name = name_in($0)
  if (name == "") next
  if (header) { if (!/^using/) shared[space "::" name] = 1 }
  else {
    if (!/^using/ && (space "::" name) in shared) alone = 1
    own[++count] = space "::" name
    what[count] = /^using/ ? $0 : FILENAME
  }
}
END { place() }
