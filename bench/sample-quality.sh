#!/usr/bin/env bash
# Trains presets of GANs of images from several seeds, evaluates 10,000 samples of each, and prints a row a run and the mean of each preset.
# bench/sample-quality.sh FOLDER "SEED..." PRESET...: runs and reports go to FOLDER and are continued there. After: dotnet build -c Release
set -euo pipefail
[ $# -ge 3 ] || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }
folder=$1
read -ra seeds <<< "$2"
shift 2
gan=(dotnet "$(dirname "$0")/../src/Gan.Host/bin/Release/net10.0/gan.dll")
mkdir -p "$folder"
. "$(dirname "$0")/report.sh"
# The smallest and the largest of the class counts, in percent of all.
shares() { sed -n '/"counts": \[/,/\]/p' "$1" | grep -oE '[0-9]+' | sort -n | awk '{ n[NR] = $1; s += $1 } END { if (s) printf "%.1f to %.1f", 100 * n[1] / s, 100 * n[NR] / s }'; }
echo "| preset | seed | minutes | Frechet distance | of training images | ratio | precision | recall | classes, % | copying Z | class asked for, % |"
echo "|---|---|---|---|---|---|---|---|---|---|---|"
for preset in "$@"; do
    for seed in "${seeds[@]}"; do
        run="$folder/$preset-$seed" report="$folder/$preset-$seed.json"
        # Of a run that is continued, nobody knows how long it took before.
        [ -e "$run" ] && [ ! -e "$run.minutes" ] && echo continued > "$run.minutes"
        begin=$SECONDS
        "${gan[@]}" train --preset "$preset" --run "$run" --seed "$seed" --set Dashboard:Address=none > "$run.log" 2>&1 || { tail -n 2 "$run.log" >&2; exit 1; }
        [ -e "$run.minutes" ] || awk -v s=$((SECONDS - begin)) 'BEGIN { printf "%.1f\n", s / 60 }' > "$run.minutes"
        [ -e "$report" ] || "${gan[@]}" evaluate --run "$run" --json "$report" > "$run.table" 2>> "$run.log" || { tail -n 2 "$run.log" >&2; exit 1; }
        asked=$(number "$report" asked accuracy)
        distance=$(number "$report" samples frechet_distance) floor=$(number "$report" training_images frechet_distance)
        awk -v p="$preset" -v s="$seed" -v t="$(cat "$run.minutes")" -v d="$distance" -v f="$floor" -v pr="$(number "$report" samples precision)" \
            -v re="$(number "$report" samples recall)" -v c="$(shares "$report")" -v z="$(number "$report" copying score)" -v a="$asked" \
            'BEGIN { printf "| `%s` | %s | %s | %.2f | %.2f | %.2f | %.3f | %.3f | %s | %.1f | %s |\n", p, s, t, d, f, d / f, pr, re, c, z, a == "" ? "" : sprintf("%.2f", 100 * a) }'
    done
    read -r count average deviation < <(for seed in "${seeds[@]}"; do number "$folder/$preset-$seed.json" samples frechet_distance; done | mean)
    echo "| \`$preset\` | mean of $count | | $average, deviation $deviation | | | | | | | |"
done
