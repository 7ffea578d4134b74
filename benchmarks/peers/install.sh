#!/bin/sh
# Installs what the benchmarks compare with, by ordinary package clients:
#   ONNX Runtime   from npm into artifacts/peers (its package for Node.js carries the C library),
#   PyTorch        from Debian or Ubuntu, for /usr/bin/python3 (needs root).
# usage: install.sh [ort] [torch]      both when none is named
set -eu

peers=$(cd "$(dirname "$0")/../.." && pwd)/artifacts/peers

install_ort() {
  mkdir -p "$peers"
  # Without its install script, which would fetch libraries for graphics cards.
  npm install --prefix "$peers" --ignore-scripts --no-audit --no-fund --no-save onnxruntime-node@1.30.0
}

install_torch() {
  as_root=''
  [ "$(id -u)" -eq 0 ] || as_root=sudo
  $as_root apt-get update
  $as_root apt-get install --yes --no-install-recommends python3-torch
}

if [ $# -eq 0 ]; then
  set -- ort torch
fi

for peer in "$@"; do
  case $peer in
    ort) install_ort ;;
    torch) install_torch ;;
    *) echo "unknown peer '$peer': ort, torch" >&2; exit 1 ;;
  esac
done
