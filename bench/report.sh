# Sourced by the scripts beside it: numbers of gan evaluate's reports.
# number FILE SECTION NAME: that of a section, "samples", "training_images" and so on.
number() { sed -n "/^ *\"$2\": {/,/^ *}/p" "$1" | sed -n "s/^ *\"$3\": \([-0-9.eE+]*\),*$/\1/p" | head -n 1; }
# mean: of the numbers on standard input, "COUNT MEAN DEVIATION".
mean() { awk '{ n++; s += $1; q += $1 * $1 } END { m = s / n; printf "%d %.2f %.2f\n", n, m, (n > 1 ? sqrt((q - n * m * m) / (n - 1)) : 0) }'; }
