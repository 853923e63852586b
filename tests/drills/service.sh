#!/usr/bin/env bash
# Installs the published program into a clean Debian 12 tree and runs it there by the unit's own command line: it has to start, train, stop and
# resume with no SDK present, under the unit that systemd accepts and rates at 3.0 at most.
# Usage, as root: tests/drills/service.sh   (needs debootstrap and systemd-analyze; about two minutes)
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
tree=$work/tree
process=
cleanup() {
    if [ -n "$process" ]; then
        kill -KILL "$process" 2>/dev/null || true
        wait "$process" 2>/dev/null || true
    fi
    umount -l "$tree/proc" 2>/dev/null || true
    rm -rf --one-file-system "$work"
}
trap cleanup EXIT
fail() { echo "FAILED: $1"; exit 1; }

mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | head -1)
debootstrap --variant=minbase --include=systemd bookworm "$tree" "$mirror" >"$work/log" 2>&1 || { tail "$work/log"; fail "no Debian tree"; }
dotnet publish src/Gan.Host -c Release --self-contained -o "$work/published" >"$work/log" 2>&1 || { tail "$work/log"; fail "not published"; }
deploy/install.sh "$work/published" "$tree"
deploy/install.sh "$work/published" "$tree" >/dev/null || fail "a second installation of the same version"
rm -rf "$work/published"

systemd-analyze verify --root="$tree" gan-host.service || fail "systemd-analyze verify"
rating=$(systemd-analyze security --offline=true --root="$tree" gan-host.service | sed -nE 's/.*exposure level.*: ([0-9.]+) .*/\1/p')
echo "systemd-analyze security: $rating"
awk -v r="$rating" 'BEGIN { exit !(r <= 3.0) }' || fail "rated above 3.0"

mount -t proc proc "$tree/proc"
unit=$tree/etc/systemd/system/gan-host.service
command=$(sed -nE 's/^ExecStart=//p' "$unit")
mapfile -t variables < <(sed -nE 's/^Environment=//p' "$unit" | tr ' ' '\n')
mkdir -p "$tree/var/lib/gan-hybrid" "$tree/var/cache/gan-hybrid"
# What gan.env would say.
variables+=(GAN_PRESET=digits-smoke GAN_RUN=smoke GAN_Report__Every=1 GAN_Training__Steps=2000)
[ -z "$(find "$tree" -xdev -name 'dotnet' -type f | head -1)" ] || fail "there is an SDK in the tree"
start() { chroot "$tree" env -i PATH=/usr/bin:/bin "${variables[@]}" sh -c "cd /var/lib/gan-hybrid && exec $command" >"$work/$1" 2>&1 & }
metrics=$tree/var/lib/gan-hybrid/runs/smoke/metrics.jsonl
stop_after() {
    for _ in $(seq 600); do
        [ "$(cat "$metrics" 2>/dev/null | wc -l)" -ge "$1" ] && break
        kill -0 "$process" 2>/dev/null || { cat "$work/$2"; fail "it ended early"; }
        sleep 0.1
    done
    kill -TERM "$process"
    code=0
    wait "$process" || code=$?
    [ "$code" -eq 143 ] || { cat "$work/$2"; fail "exit code $code instead of 143"; }
}
start first; process=$!
stop_after 5 first
before=$(wc -l <"$metrics")
start second; process=$!
stop_after $((before + 5)) second
grep -q "resuming .* after step $before " "$work/second" || { cat "$work/second"; fail "it did not resume after step $before"; }
grep -q 'dashboard: http://127.0.0.1:8300/' "$work/second" || { cat "$work/second"; fail "no dashboard"; }
echo "started, trained $before steps, stopped with 143, resumed and stopped after $(wc -l <"$metrics") steps, in $(. "$tree/etc/os-release"; echo "$PRETTY_NAME") without an SDK"
