# Prints how many tests of an xUnit file passed, failed and were skipped.
#
#   awk -f xunit.awk results.xml

BEGIN { RS = "<" }

function end_test() {
    if (is_open) is_failed ? failed++ : is_skipped ? skipped++ : passed++
    is_open = is_failed = is_skipped = 0
}

/^testcase[ >]/ { end_test(); is_open = 1 }
/^(failure|error)[ >\/]/ { is_failed = 1 }
/^skipped[ >\/]/ { is_skipped = 1 }
END { end_test(); print passed + 0, failed + 0, skipped + 0 }
