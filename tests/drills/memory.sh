#!/usr/bin/env bash
# Follows a long run: resident memory after its last step has to be within 5 % of that after a tenth of the steps, with as many file handles and
# threads; a browser is connected all the while.
# Usage: tests/drills/memory.sh [STEPS]   (after: dotnet build -c Release src/Gan.Host; 30,000 steps take about half an hour, 3,000 three minutes)
set -euo pipefail
cd "$(dirname "$0")/../.."
steps=${1:-30000}
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT

dotnet "${GAN_PROGRAM:-src/Gan.Host/bin/Release/net10.0/gan.dll}" train --preset digits-smoke --run "$work/run" --device cpu --steps $((steps + 400)) \
    --set Report:Every=10 --set Sample:Every=500 --set Checkpoint:Every=500 --set Training:CollapseSteps=0 --set Dashboard:Address=127.0.0.1:8331 >"$work/log" 2>&1 &
process=$!
until grep -q dashboard: "$work/log"; do kill -0 "$process" || { cat "$work/log"; exit 1; }; sleep 0.2; done
curl -s -N -o /dev/null http://127.0.0.1:8331/events &
declare -A seen
marks=($((steps / 30)) $((steps / 10)) $((steps / 3)) $((2 * steps / 3)) "$steps")
while kill -0 "$process" 2>/dev/null; do
    step=$(tail -n 1 "$work/run/metrics.jsonl" 2>/dev/null | sed -nE 's/.*"step":([0-9]+).*/\1/p' || true)
    for mark in "${marks[@]}"; do
        if [ -n "$step" ] && [ "$step" -ge "$mark" ] && [ -z "${seen[$mark]:-}" ] && [ -r "/proc/$process/status" ]; then
            # The median of readings over three seconds: a step takes memory and gives it back.
            resident=$(for _ in $(seq 15); do sed -nE 's/VmRSS:\s+([0-9]+).*/\1/p' "/proc/$process/status"; sleep 0.2; done | sort -n | sed -n 8p)
            seen[$mark]="$resident $(ls "/proc/$process/fd" | wc -l) $(sed -nE 's/Threads:\s+([0-9]+)/\1/p' "/proc/$process/status")"
            echo "step $step: ${seen[$mark]} (kB resident, file handles, threads)"
        fi
    done
    sleep 0.1
done
wait "$process" || { tail -3 "$work/log"; exit 1; }
echo "${seen[${marks[1]}]} ${seen[$steps]}" | awk '{ r = $4 / $1; printf "resident %.3f, file handles %+d, threads %+d\n", r, $5 - $2, $6 - $3; exit !(r > 0.95 && r < 1.05 && $5 <= $2 + 3 && $6 <= $3 + 3) }'
