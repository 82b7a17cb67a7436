# The kernel's instructions per IO by function: lines `CELL FUNCTION INSTRUCTIONS`.
#
#   awk -f by-function.awk SYMBOLS RUNS COUNTS
#
# SYMBOLS are `ADDRESS NAME`, sorted; RUNS `CELL SHORT_IOS LONG_IOS`, a line for each cell; COUNTS what
# count-instructions.c wrote of a guest that made a mark before, between and after the two runs of each cell. The
# difference of the runs leaves out what setting up costs.

FILENAME == ARGV[1] { addresses[++symbols] = $1; names[symbols] = plain($2); next }
FILENAME == ARGV[2] { cell[++cells] = $1; ios[cells] = $3 - $2; next }

# Section 0 is the boot; then come the short run, the long one, and what is between cells.
$1 == "=" { at = int(($2 - 1) / 3) + 1; sign = $2 == 0 ? 0 : $2 % 3 == 1 ? -1 : $2 % 3 == 2 ? 1 : 0; next }
sign != 0 && length($1) == 16 { counts[at, function_at($1)] += sign * $2 }

END {
    for (key in counts) {
        split(key, parts, SUBSEP)
        if (counts[key] >= ios[parts[1]] / 10) {
            printf "%s %s %.2f\n", cell[parts[1]], parts[2], counts[key] / ios[parts[1]]
        }
    }
}

# What the compiler made of one function has one name.
function plain(name) { sub(/\.(isra|constprop|part|cold).*/, "", name); return name }

# Addresses have 16 digits: they compare as texts.
function function_at(address, low, high, middle) {
    low = 1
    high = symbols
    while (low < high) {
        middle = int((low + high + 1) / 2)
        if (addresses[middle] "" <= address "") low = middle; else high = middle - 1
    }
    return names[low]
}
