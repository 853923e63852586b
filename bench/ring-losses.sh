#!/usr/bin/env bash
# Trains the preset ring with every loss by name, and prints a table of the modes that 10,000 samples reach.
# bench/ring-losses.sh [PROGRAM]: gan, or what starts it. Some losses get a penalty beside the preset's settings; the table says which.
set -euo pipefail
gan=${1:-gan}
. "$(dirname "$0")/report.sh"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
losses=$( ($gan train --run "$folder/none" --set Training:Loss=? 2>&1 || true) | sed -n 's/^Training:Loss = ?: must be one of \(.*\)\.$/\1/p' | tr -d ',')
[ -n "$losses" ] || { echo "The losses could not be listed." >&2; exit 1; }
more() {
    case $1 in
        wasserstein) echo "Training:Penalty=wgan-gp-one-sided Training:PenaltyWeight=1" ;;
        f-gan-* | least-squares-pearson) echo "Training:Penalty=r1 Training:PenaltyWeight=1" ;;
    esac
}
echo "| loss | settings besides the preset's | modes, of 8 | within 3 deviations | mean log-density |"
echo "|---|---|---|---|---|"
for loss in $losses; do
    arguments=()
    for setting in $(more "$loss"); do arguments+=(--set "$setting"); done
    report="$folder/$loss.json"
    if $gan train --preset ring --run "$folder/$loss" --set "Training:Loss=$loss" "${arguments[@]}" > "$folder/log" 2>&1; then
        $gan evaluate --run "$folder/$loss" --json "$report" > "$folder/log"
        printf '| `%s` | %s | %s | %.1f %% | %.2f |\n' "$loss" "$(more "$loss")" "$(number "$report" samples covered)" "$(awk "BEGIN { print 100 * $(number "$report" samples near) }")" "$(number "$report" samples log_density)"
    else
        printf '| `%s` | %s | stopped: %s | | |\n' "$loss" "$(more "$loss")" "$(tail -n 1 "$folder/log" | cut -c 1-120)"
    fi
done
