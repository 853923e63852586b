#!/usr/bin/env bash
# Two versions of the program compute the same bits: fixed short runs of every task end with equal weights, from the start and
# continued by NEW from a checkpoint that OLD wrote, and attacks leave equal masks and points.
#
#   tests/drills/same-bits.sh OLD NEW [CASE...]
#
# OLD and NEW are checkouts that are built, or folders that hold gan.dll. Without CASE all are run; a CASE is a name of a run below,
# or attack-NAME. GAN_DATA is the folder that holds mnist/; GAN_MODEL the small-cnn weights that are attacked (model A of the goldens).
# What OLD computed is kept in GAN_DRILL (default: a new temporary folder), so that a second NEW is compared sooner.
set -uo pipefail
[ $# -ge 2 ] || { sed -n '2,10p' "$0"; exit 2; }

program() {
    for candidate in "$1/gan.dll" "$1"/src/Gan.Host/bin/{Release,Debug}/net10.0/gan.dll; do
        [ -f "$candidate" ] && { realpath "$candidate"; return; }
    done
    echo "No gan.dll in $1: build it first." >&2
    exit 2
}
old=$(program "$1") || exit 2
new=$(program "$2") || exit 2
shift 2
work=${GAN_DRILL:-$(mktemp -d)}
mkdir -p "$work/old" "$work/new"
export Dashboard__Address=none GAN_Dashboard__Address=none
failed=0

# name | steps | arguments of gan train. Checkpoints are written every EVERY steps, so that one stands before the end.
runs() {
    cat <<'LIST'
digits-smoke|20|10|--preset digits-smoke
ring|200|100|--preset ring
grid25|50|25|--preset grid25
digits-conditional|20|10|--preset digits-conditional
digits-robust-smoke|||--preset digits-robust-smoke
mnist-natural|50|25|--preset mnist-natural
mnist-fast|30|10|--preset mnist-fast
mnist-trades|20|10|--preset mnist-trades
mnist-gat|20|10|--preset mnist-gat
mnist-advgan|20|10|--preset mnist-advgan --set AdvGan:Victim=@mnist-natural
mnist-hinge-sn|10|5|--preset mnist-hinge-sn --set Evaluation:Count=0
LIST
    for play in alternating simultaneous extragradient extrapolation-from-the-past consensus symplectic; do
        echo "play-$play|50|25|--preset ring --set Training:Play=$play"
    done
    for penalty in wgan-gp wgan-gp-one-sided dragan r1 r2; do
        echo "penalty-$penalty|50|25|--preset ring --set Training:Penalty=$penalty"
    done
}
attacks="standard fgsm bim mi-fgsm pgd pgd-cw cw deepfool apgd-ce apgd-dlr apgd-t fab fab-t square"

# Hash of every weight and of all that updates remember, after the last step of a run.
weights() {
    local last
    last=$(ls -d "$1"/checkpoints/step-* | sort | tail -1)
    (cd "$last" && sha256sum ./*.safetensors | sort -k2 | sha256sum | cut -c1-16)
}

# train PROGRAM FOLDER LOG ARGUMENTS...
train() {
    local program=$1 folder=$2 log=$3
    shift 3
    dotnet "$program" train --run "$folder" "$@" > "$log" 2>&1 || { echo "  failed: $(tail -1 "$log")"; return 1; }
}

say() { # name, old, new, resumed
    if [ -n "$2" ] && [ "$2" = "$3" ] && [ "$2" = "$4" ]; then verdict=same; else verdict=DIFFERENT; failed=1; fi
    printf '%-36s %-16s %-16s %-16s %s\n' "$1" "$2" "$3" "$4" "$verdict"
}

wanted() { [ ${#cases[@]} -eq 0 ] || [[ " ${cases[*]} " == *" $1 "* ]]; }
cases=("$@")

printf '%-36s %-16s %-16s %-16s\n' run OLD NEW "OLD, then NEW"
while IFS='|' read -r name steps every arguments <&3; do
    wanted "$name" || continue
    read -ra given <<< "${arguments//@/$work/old/}"
    [ -z "$steps" ] || given+=(--steps "$steps" --set "Checkpoint:Every=$every")
    if [ ! -f "$work/old/$name.hash" ]; then
        rm -rf "${work:?}/old/$name"
        train "$old" "$work/old/$name" "$work/old/$name.log" "${given[@]}" && weights "$work/old/$name" > "$work/old/$name.hash"
    fi
    rm -rf "${work:?}/new/$name" "${work:?}/new/$name.resumed"
    begun=""
    train "$new" "$work/new/$name" "$work/new/$name.log" "${given[@]}" && begun=$(weights "$work/new/$name")
    # The last checkpoint is taken away: what OLD wrote before it is continued.
    cp -r "$work/old/$name" "$work/new/$name.resumed"
    rm -rf "$(ls -d "$work/new/$name.resumed"/checkpoints/step-* | sort | tail -1)"
    resumed=""
    train "$new" "$work/new/$name.resumed" "$work/new/$name.resumed.log" && resumed=$(weights "$work/new/$name.resumed")
    say "$name" "$(cat "$work/old/$name.hash" 2> /dev/null)" "$begun" "$resumed"
done 3< <(runs)

# mask PROGRAM REPORT ATTACK
mask() {
    local count=20
    [ "$3" = standard ] && count=60
    rm -f "$2" "$2.state" "$2.safetensors"
    dotnet "$1" attack --model "$GAN_MODEL" --arch small-cnn --data mnist --norm linf --eps 0.3 --attack "$3" --count $count \
        --json "$2" --save "$2.safetensors" > "$2.log" 2>&1
    { grep -oE '"robust_mask": "[01]+"' "$2"; cat "$2.safetensors"; } | sha256sum | cut -c1-16
}
for attack in $attacks; do
    wanted "attack-$attack" || continue
    [ -n "${GAN_MODEL:-}" ] || { echo "attacks left out: GAN_MODEL names no weights"; failed=1; break; }
    [ -f "$work/old/$attack.mask" ] || mask "$old" "$work/old/$attack.json" "$attack" > "$work/old/$attack.mask"
    found=$(mask "$new" "$work/new/$attack.json" "$attack")
    say "attack-$attack" "$(cat "$work/old/$attack.mask")" "$found" "$found"
done
exit $failed
