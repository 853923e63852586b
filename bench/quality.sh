#!/usr/bin/env bash
# Trains a preset of the article's networks and the plain TorchSharp program (Gan.Bench/Idiomatic/PlainGan.cs) on the same data, as long and from the same seeds, and prints a
# table of the Frechet distances of 10,000 samples each.
# bench/quality.sh [PRESET] [STEPS] [SEED]...: digits, its own 4,000 steps and the seeds 0 1 2 if not given. After: dotnet build -c Release
set -euo pipefail
cd "$(dirname "$0")/.."
preset=${1:-digits} steps=${2:-4000}
shift $(($# < 2 ? $# : 2))
seeds=("$@")
[ $# -gt 0 ] || seeds=(0 1 2)
gan=(dotnet src/Gan.Host/bin/Release/net10.0/gan.dll)
bench=(dotnet bench/Gan.Bench/bin/Release/net10.0/linux-x64/Gan.Bench.dll)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
. bench/report.sh
data=${preset%%-*}
echo "| seed | program | Frechet distance | precision | recall |"
echo "|---|---|---|---|---|"
for seed in "${seeds[@]}"; do
    "${gan[@]}" train --preset "$preset" --run "$folder/ours-$seed" --seed "$seed" --steps "$steps" --device cpu --set Dashboard:Address=none > "$folder/log" 2>&1 || { cat "$folder/log" >&2; exit 1; }
    "${gan[@]}" evaluate --run "$folder/ours-$seed" --json "$folder/ours-$seed.json" > "$folder/log" 2>&1 || { cat "$folder/log" >&2; exit 1; }
    "${bench[@]}" samples "$preset" "$seed" "$steps" "$folder/plain-$seed.safetensors"
    "${gan[@]}" evaluate --samples "$folder/plain-$seed.safetensors" --data "$data" --json "$folder/plain-$seed.json" > "$folder/log" 2>&1 || { cat "$folder/log" >&2; exit 1; }
    for program in ours plain; do
        printf '| %s | %s | %.2f | %.3f | %.3f |\n' "$seed" "$program" "$(number "$folder/$program-$seed.json" samples frechet_distance)" "$(number "$folder/$program-$seed.json" samples precision)" "$(number "$folder/$program-$seed.json" samples recall)"
    done
done
for program in ours plain; do
    read -r count average deviation < <(for seed in "${seeds[@]}"; do number "$folder/$program-$seed.json" samples frechet_distance; done | mean)
    echo "| mean of $count | $program | $average, deviation $deviation | | |"
done
