#!/bin/sh
# Installs a published GanHybrid as a systemd service, or upgrades one.
# Usage: install.sh PUBLISHED-FOLDER [ROOT]
#   PUBLISHED-FOLDER   what `dotnet publish src/Gan.Host -c Release --self-contained -o PUBLISHED-FOLDER` wrote
#   ROOT               install into this tree instead of the running system, and start nothing
# Each version gets a folder of its own under /opt/gan-hybrid; `current` points to the one that runs.
set -eu
umask 022 # the service's user has to reach the program

fail() {
    echo "install.sh: $1" >&2
    exit 2
}

[ $# -ge 1 ] && [ $# -le 2 ] || fail "usage: install.sh PUBLISHED-FOLDER [ROOT]"
published=$1
root=${2:-}
here=$(cd "$(dirname "$0")" && pwd)
[ -x "$published/gan" ] || fail "$published holds no program 'gan': publish it first (deploy/README.md)"
if [ -f "$published/gan.runtimeconfig.json" ] && ! [ -f "$published/libcoreclr.so" ]; then
    command -v dotnet >/dev/null 2>&1 || [ -n "$root" ] || fail "$published needs the .NET runtime, which is not here: install aspnetcore-runtime-10.0, or publish with --self-contained"
fi
[ -z "$root" ] || [ -d "$root" ] || fail "there is no folder $root"
if [ -z "$root" ]; then
    [ "$(id -u)" = 0 ] || fail "run it as root"
    command -v systemctl >/dev/null 2>&1 || fail "this system has no systemd"
fi

# The one library of the system that a self-contained program still needs and that the smallest systems lack.
has_openssl() {
    for folder in "$root"/usr/lib "$root"/usr/lib/x86_64-linux-gnu "$root"/usr/lib64 "$root"/lib64; do
        for name in libssl.so.3 libssl.so.1.1; do
            [ ! -e "$folder/$name" ] || return 0
        done
    done
    return 1
}
if ! has_openssl; then
    if [ -x "$root/usr/bin/apt-get" ]; then
        echo "installing libssl3"
        ${root:+chroot "$root"} apt-get install -y --no-install-recommends libssl3 >/dev/null || fail "libssl3 is missing, and apt-get could not install it: install it first"
    else
        fail "OpenSSL (libssl.so.3) is missing: install it with the system's packages first"
    fi
fi

# The version is what the files are: the same ones give the same folder.
version=$(cd "$published" && find . -type f -exec sha256sum {} + | LC_ALL=C sort | sha256sum | cut -c1-12)
target=$root/opt/gan-hybrid/$version
if [ ! -d "$target" ]; then
    mkdir -p "$root/opt/gan-hybrid"
    rm -rf "$target.partial"
    cp -R "$published" "$target.partial"
    chmod -R u=rwX,go=rX "$target.partial"
    cp "$here/README.md" "$target.partial/README.md"
    mv "$target.partial" "$target"
fi
# Renamed into place: there is no moment without a program.
ln -sfn "$version" "$root/opt/gan-hybrid/next"
mv -T "$root/opt/gan-hybrid/next" "$root/opt/gan-hybrid/current"
mkdir -p "$root/usr/local/bin" "$root/etc/systemd/system" "$root/etc/gan-hybrid"
ln -sfn /opt/gan-hybrid/current/gan "$root/usr/local/bin/gan"
install -m 644 "$here/gan-host.service" "$root/etc/systemd/system/gan-host.service"
if [ ! -e "$root/etc/gan-hybrid/gan.env" ]; then
    install -m 600 "$here/gan.env" "$root/etc/gan-hybrid/gan.env"
fi
echo "installed $version in $target"

[ -z "$root" ] || exit 0
systemctl daemon-reload
# Whatever of it runs, or is about to, goes on from its last checkpoint with this version.
systemctl try-restart gan-host
echo "if it does not run yet: systemctl enable --now gan-host"
