# Prints how many tests of an xUnit file passed, failed and were skipped, and a line for each that failed.
#
#   awk -f xunit.awk results.xml

BEGIN { RS = "<" }

function attribute(name) {
    return match($0, " " name "=\"[^\"]*\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : ""
}

function end_test() {
    if (is_open) is_failed ? failed++ : is_skipped ? skipped++ : passed++
    is_open = is_failed = is_skipped = 0
}

/^testcase[ >]/ { end_test(); is_open = 1; test = attribute("classname") "." attribute("name") }
/^(failure|error)[ >\/]/ {
    if (!is_failed) failures = failures "failed: " test " " substr(attribute("message"), 1, 300) "\n"
    is_failed = 1
}
/^skipped[ >\/]/ { is_skipped = 1 }
END { end_test(); print passed + 0, failed + 0, skipped + 0; printf "%s", failures }
