#!/bin/sh
# Installs what the benchmarks compare with and NuGet does not have: PyTorch from Debian or Ubuntu, for /usr/bin/python3 (needs root).
# usage: install.sh [torch]
set -eu

if [ "${1:-torch}" != torch ]; then
  echo "unknown peer '$1': torch" >&2
  exit 1
fi

as_root=''
[ "$(id -u)" -eq 0 ] || as_root=sudo
$as_root apt-get update
$as_root apt-get install --yes --no-install-recommends python3-torch
