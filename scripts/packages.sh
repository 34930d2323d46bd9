# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2034
# Every Debian package that Antre uses, by what it is for. Nothing else may be needed.

packages_build=(
  g++ cmake ninja-build ccache mold pkg-config gettext git
  libzmq3-dev cppzmq-dev libboost1.81-dev libboost-json1.81-dev libboost-locale1.81-dev
  libsdl2-dev libsdl2-ttf-dev libsdl2-image-dev libsdl2-mixer-dev libx11-dev libxcb1-dev
  libsndfile1-dev libsamplerate0-dev libebur128-dev
  libcups2-dev libqrencode-dev libcairo2-dev libpango1.0-dev librsvg2-dev libfontconfig-dev
  libsqlite3-dev libsodium-dev libsystemd-dev libtomlplusplus-dev libcli11-dev libspdlog-dev
  libfmt-dev libhowardhinnant-date-dev
  doctest-dev librapidcheck-dev libbenchmark-dev
)
packages_run=(fonts-inter fonts-noto-core tzdata espeak-ng)
# Screens without a desktop: virtual displays, touches, pictures.
packages_screens=(xvfb xdotool x11-utils x11-xserver-utils imagemagick python3)
# What the tests look at the product with: a print server, a driverless printer (with the Avahi and
# D-Bus that it wants), readers of QR codes, of letters and of PDF, a wall clock that can be set for
# one program, network namespaces, shells and readers of manual pages.
packages_test=(cups-daemon cups-client cups-ipp-utils avahi-daemon dbus zbar-tools tesseract-ocr
  tesseract-ocr-ind poppler-utils python3-zmq python3-jsonschema systemd faketime iproute2
  bash zsh man-db mandoc)
packages_lint=(clang-format-14 clang-tidy-14 cppcheck shellcheck)
packages_fuzz=(clang-14 libclang-rt-14-dev)

# install_packages NAME...: installs what is missing, as root or with sudo; without either it prints
# the one line to run and stops.
install_packages() {
  local missing=() name
  for name in "$@"; do
    dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q '^install ok installed$' ||
      missing+=("$name")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
      as_root=(sudo)
    else
      echo "dev: these packages are needed; please run this as root, then try again:" >&2
      echo "apt-get update && apt-get install -y --no-install-recommends ${missing[*]}" >&2
      exit 2
    fi
  fi
  say "installing ${#missing[@]} packages"
  local log
  log=$(mktemp)
  if ! { "${as_root[@]}" apt-get update &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1 </dev/null; then
    tail -n 20 "$log" >&2
    echo "dev: installing failed; the whole account is in $log" >&2
    exit 2
  fi
  rm -f "$log"
}
