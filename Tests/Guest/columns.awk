# Prints the columns named in `names` (by comma) of CSV with a header, separated by tabs. Quoted fields may hold commas
# and doubled quotes, not line breaks.
#
#   awk -v names=design,ios -f columns.awk cells.csv

# Cuts the line into field[1], field[2]...
function split_line(line,    count, text) {
    count = 0
    while (1) {
        if (line ~ /^"/) {
            text = ""
            while (match(line, /^"[^"]*"/)) {
                text = text (text == "" ? "" : "\"") substr(line, 2, RLENGTH - 2)
                line = substr(line, RLENGTH + 1)
            }
        } else {
            match(line, /^[^,]*/)
            text = substr(line, 1, RLENGTH)
            line = substr(line, RLENGTH + 1)
        }
        field[++count] = text
        if (line == "") return count
        line = substr(line, 2)
    }
}

NR == 1 {
    count = split_line($0)
    for (i = 1; i <= count; i++) place[field[i]] = i
    wanted = split(names, name, ",")
    for (i = 1; i <= wanted; i++)
        if (!(name[i] in place)) {
            print "no column " name[i]
            exit 1
        }
    next
}

{
    split_line($0)
    for (i = 1; i <= wanted; i++) printf "%s%s", field[place[name[i]]], (i < wanted ? "\t" : "\n")
}
