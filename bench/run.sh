#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# ./dev bench [NAME...]: engine, replay, simulate, forecast, ticket, clients, call, frame, start, display, kiosk; all when none is named.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mkdir -p bench/results
exec build/release/bin/antre-bench "bench/results/$(date +%Y-%m-%d).json" "$@"
