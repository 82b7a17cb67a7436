# The table of kernel-gate: each cell with the instructions per IO of both kernels; below one that differs by more than
# PERCENT the functions that grew or shrank most. The last line is the largest change.
#
#   awk -v most=N -v percent=PERCENT -f report.awk CELLS FUNCTIONS     `CELL BASE KERNEL`; functions.csv

BEGIN { FS = " |," }
FILENAME == ARGV[1] {
    names[++cells] = $1
    base[$1] = $2
    kernel[$1] = $3
    if (length(short($1)) > wide) wide = length(short($1))
    next
}
{ at = ++count[$1]; name[$1, at] = $2; change[$1, at] = $4 - $3 }

END {
    printf "%-*s  %12s %12s %9s\n", wide, "instructions per IO", "base", "kernel", "change"
    for (i = 1; i <= cells; i++) show(names[i])
    printf "largest change of %d cells: %.3f %%\n", cells, largest_change
}

function show(cell, k, change_percent) {
    change_percent = 100 * (kernel[cell] / base[cell] - 1)
    printf "%-*s  %12.1f %12.1f %+8.2f %%\n", wide, short(cell), base[cell], kernel[cell], change_percent
    if (size(change_percent) > largest_change) largest_change = size(change_percent)
    if (size(change_percent) <= percent) return
    for (k = 1; k <= most; k++) if (!largest(cell)) return
}

# Prints the largest change that is left, of an instruction per IO or more; 0 if there is none.
function largest(cell, i, best) {
    for (i = 1; i <= count[cell]; i++) if (size(change[cell, i]) > size(change[cell, best])) best = i
    if (size(change[cell, best]) < 1) return 0
    printf "    %+8.1f  %s\n", change[cell, best], name[cell, best]
    change[cell, best] = 0
    return 1
}

# A cell by what cells differ in.
function short(cell, how) {
    how = cell ~ /-interrupt$/ ? "interrupts" : "polled"
    gsub(/randread-|-numjobs[0-9]*|-own-queues|-lock-none|-interrupt$|-iterate-all$/, "", cell)
    sub(/\/bs[0-9]+k/, "", cell)
    gsub(/-iodepth/, " depth ", cell)
    gsub(/-batch-submit/, " by ", cell)
    return cell " " how
}

function size(value) { return value < 0 ? -value : value }
