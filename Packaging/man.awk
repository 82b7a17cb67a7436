# What swift-argument-parser's generate-manual leaves to do: pages are named as git's are, indented lines are examples,
# the exit codes are those of the help, and a command with subcommands says what each does.

function pageName(word) { gsub(/\./, "-", word); return word }

# The description in a page.
function description(page,    line, text) {
    while ((getline line < (page ".1")) > 0)
        if (sub(/^\.Nd /, "", line)) text = line
    close(page ".1")
    gsub(/^"|"$/, "", text)
    return text
}

/^$/ || /^\.Pp$/ { isNewParagraph = 1; next }

/^ / {
    if (isExample && isNewParagraph) print ".Ed"
    if (!isExample || isNewParagraph) print ".Bd -literal"
    isExample = 1
    isNewParagraph = 0
    print
    next
}

isExample { print ".Ed"; isExample = 0 }

/^Exit codes: / { codes = $0; next }
/^\.Ex -std/ { print codes == "" ? $0 : codes; next }
/^\.Dt / { print ".Dt " toupper(pageName($2)) " " $3; next }
# The page's name in its first section, the command's in the synopsis.
/^\.Nm ./ {
    command = name = $0
    gsub(/"/, "", name)
    gsub(/ /, "-", name)
    print ".Nm " substr(name, 5)
    next
}
/^\.Nm$/ { print command; next }
# whatis would show the quotes, which only words need that are macros.
/^\.Nd / && !/[ "][A-Z][a-z][ "]/ { gsub(/"/, ""); print; next }
/^\.Os/ { print ".Os pollbench " version; next }
/^\.Sh "SEE ALSO"/ { print ".Sh COMMANDS"; print ".Bl -tag -width 6n"; isList = 1; next }

/^\.Xr / {
    if ($2 == "pollbench.help") next
    print ".It Xr " pageName($2) " 1"
    print description($2)
    next
}

{
    if (isNewParagraph && !/^\./) print ".Pp"
    isNewParagraph = 0
    print
}

END { if (isList) print ".El" }
