#!/bin/sh
# Installs what the benchmarks compare with beside ONNX Runtime: PyTorch through TorchSharp, from NuGet (its library takes 600 MB, and wants
# a C++ library with GLIBCXX_3.4.32), and the one of Debian or Ubuntu for /usr/bin/python3 (needs root), which is taken where the first
# does not load.
# usage: install.sh [torch]
set -eu

if [ "${1:-torch}" != torch ]; then
  echo "unknown peer '$1': torch" >&2
  exit 1
fi

peers=$(dirname "$0")
dotnet build "$peers/TorchSharp" -c Release --nologo -v quiet
if dotnet "$peers/TorchSharp/bin/Release/net10.0/TorchSharpPeer.dll" --version; then
  exit 0
fi

as_root=''
[ "$(id -u)" -eq 0 ] || as_root=sudo
$as_root apt-get update
$as_root apt-get install --yes --no-install-recommends python3-torch
