#!/usr/bin/env bash
# Follows the resident memory of a long run of the default preset: after step 2,000 it has to be within 5 % of that after
# step 300. Usage: tests/drills/memory.sh   (after: dotnet build src/Gan.Host; takes about three minutes)
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet src/Gan.Host/bin/Debug/net10.0/gan.dll train --run "$work/run" --steps 2010 --set Report:Every=10 >"$work/log" 2>&1 &
process=$!
declare -A resident
while kill -0 "$process" 2>/dev/null; do
    step=$(tail -n 1 "$work/run/metrics.jsonl" 2>/dev/null | sed -nE 's/.*"step":([0-9]+).*/\1/p' || true)
    memory=$(sed -nE 's/VmRSS:\s+([0-9]+).*/\1/p' "/proc/$process/status" 2>/dev/null || true)
    [ -n "$step" ] && [ -n "$memory" ] && resident[$step]=$memory
    sleep 0.1
done
wait "$process"
for step in 100 300 500 1000 1500 2000; do echo "step $step: ${resident[$step]:-not seen} kB"; done
awk -v a="${resident[300]}" -v b="${resident[2000]}" 'BEGIN { r = b / a; printf "step 2000 / step 300: %.3f\n", r; exit !(r > 0.95 && r < 1.05) }'
