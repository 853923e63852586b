#!/usr/bin/env bash
# What three browsers cost: one run, with them and without them by turns; the ratio of its rates, turn against turn, has to be above 0.98 (and below 1.02: browsers do not help).
# Usage: tests/drills/dashboard-cost.sh [PAIRS] [SECONDS A TURN]   (after: dotnet build -c Release src/Gan.Host; with nothing else running)
set -euo pipefail
cd "$(dirname "$0")/../.."
pairs=${1:-12}
seconds=${2:-10}
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT

dotnet "${GAN_PROGRAM:-src/Gan.Host/bin/Release/net10.0/gan.dll}" train --preset digits-smoke --run "$work/run" --device cpu --steps 1000000 \
    --set Report:Every=1 --set Sample:Every=100000 --set Checkpoint:Every=100000 --set Training:CollapseSteps=0 --set Dashboard:Address=127.0.0.1:8332 >"$work/log" 2>&1 &
process=$!
until [ "$(cat "$work/run/metrics.jsonl" 2>/dev/null | wc -l)" -ge 20 ]; do kill -0 "$process" || { cat "$work/log"; exit 1; }; sleep 0.2; done

# Steps a second over a turn, from the reports' own steps and the clock.
turn() {
    local lines before
    before=$(date +%s%N); lines=$(wc -l <"$work/run/metrics.jsonl")
    sleep "$seconds"
    lines=$(($(wc -l <"$work/run/metrics.jsonl") - lines))
    echo "$lines $(($(date +%s%N) - before))" | awk '{ printf "%.3f", $1 / $2 * 1e9 }'
}
for pair in $(seq "$pairs"); do
    browsers=()
    connect() { for _ in 1 2 3; do curl -s -N -o /dev/null http://127.0.0.1:8332/events & browsers+=($!); done; }
    leave() { kill "${browsers[@]}" 2>/dev/null || true; wait "${browsers[@]}" 2>/dev/null || true; }
    # Every second pair the other way round: what drifts falls on both.
    if [ $((pair % 2)) = 0 ]; then
        connect; with=$(turn); leave; without=$(turn)
    else
        without=$(turn); connect; with=$(turn); leave
    fi
    echo "$with $without" | awk '{ printf "%.4f  (%s steps/s with, %s without)\n", $1 / $2, $1, $2 }' | tee -a "$work/ratios"
done
kill -TERM "$process"; wait "$process" || true
sort -n "$work/ratios" | awk '{ r[NR] = $1 } END { m = (r[int((NR + 1) / 2)] + r[int(NR / 2) + 1]) / 2; printf "median ratio %.4f, quartiles %.4f and %.4f, of %d pairs\n", m, r[int(NR / 4) + 1], r[NR - int(NR / 4)], NR; exit !(m > 0.98 && m < 1.02) }'
