#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# ./dev bench [NAME...]: engine, replay, simulate, forecast, ticket, listeners, recovery, report, clients, call, frame, start, display, display-call, display-chime, display-day, display-ticker, kiosk, kiosk-touch,
# kiosk-paper, kiosk-start, kiosk-idle; all
# when none is named. ./dev bench soak [MINUTES]: load, kills and cuts for so long.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mkdir -p bench/results
exec build/release/bin/antre-bench "bench/results/$(date +%Y-%m-%d).json" "$@"
