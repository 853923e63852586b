#!/usr/bin/env bash
# Kills a training run with SIGKILL at random moments and continues it: the final weights have to be those of an
# undisturbed run, byte for byte; never an unreadable newest checkpoint, never a silent restart from step 0.
# Usage: tests/drills/kill.sh [MOMENTS]   (after: dotnet build src/Gan.Host)
set -euo pipefail
cd "$(dirname "$0")/../.."
moments=${1:-20}
gan="dotnet src/Gan.Host/bin/Debug/net10.0/gan.dll"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

train() { $gan train --preset digits-smoke --seed 7 --run "$1" >"$1.log" 2>&1; }
start() { $gan train --preset digits-smoke --seed 7 --run "$1" >"$1.log" 2>&1 & }
weights() { (cd "$1" && find . -name '*.safetensors' -print0 | sort -z | xargs -0 sha256sum); }

begin=$(date +%s%N)
train "$work/whole"
took=$((($(date +%s%N) - begin) / 1000000))
echo "undisturbed: $took ms"

failures=0
for i in $(seq "$moments"); do
    run="$work/killed-$i"
    # One run is killed three times, each at a moment drawn over its whole length.
    for attempt in 1 2 3; do
        start "$run"
        process=$!
        delay=$((RANDOM * RANDOM % took))
        sleep "$((delay / 1000)).$(printf %03d $((delay % 1000)))"
        kill -KILL "$process" 2>/dev/null || true # it may have finished
        wait "$process" 2>/dev/null || true
        if [ -d "$run/checkpoints" ] && [ -s "$run/metrics.jsonl" ] && ! ls -d "$run"/checkpoints/step-* >/dev/null 2>&1; then
            echo "moment $i: reports but no checkpoint"; failures=$((failures + 1))
        fi
    done
    before=$(ls "$run/checkpoints" 2>/dev/null | tail -1 || true)
    if ! train "$run"; then
        echo "moment $i: the continued run failed:"; cat "$run.log"; failures=$((failures + 1)); continue
    fi
    if [ -n "$before" ] && ! grep -q resuming "$run.log"; then
        echo "moment $i: restarted although $before was there"; failures=$((failures + 1))
    fi
    if grep -q 'Passing over' "$run.log"; then
        echo "moment $i: a checkpoint was unreadable"; failures=$((failures + 1))
    fi
    if [ "$(weights "$work/whole")" != "$(weights "$run")" ]; then
        echo "moment $i: other weights"; failures=$((failures + 1))
    fi
    echo "moment $i: killed after ${delay} ms, continued from ${before:-nothing}"
    rm -rf "$run" "$run.log"
done
echo "$moments moments, $failures failures"
[ "$failures" -eq 0 ]
