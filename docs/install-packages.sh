#!/bin/sh
# Install the Debian packages of docs/dependencies.md that are missing, and say nothing when none is.
#
# usage: docs/install-packages.sh [kit|run|desk|test|oracles|book|browser|notebooks]
#
#   kit      what a student's kit needs      test     and the project's tests
#   run      and programs, real texts, demo  oracles  and the Python side of the oracles
#   book     and the book's (Debian 12)
#   browser  only what the browser test needs, which is skipped without
#   desk     and what grades a class
#   notebooks  and what runs notebooks/ and their kernel
#
# Uses apt, with sudo where needed, and asks no questions. Where that cannot be done it names what
# to install and exits with 2. SKIP_PACKAGES=1 says that everything is there, whatever dpkg knows.
set -eu
cd "$(dirname "$0")/.."
table=docs/dependencies.md

case ${1-run} in
  kit) groups='kit' ;;
  run) groups='kit programs' ;;
  desk) groups='kit programs desk' ;;
  test) groups='kit programs tests desk' ;;
  oracles) groups='kit programs tests desk oracles' ;;
  book) groups='kit programs book' ;;
  browser) groups='browser' ;;
  notebooks) groups='kit notebooks' ;;
  *) echo "install-packages: $1: expected kit, run, desk, test, oracles, book, browser or notebooks" >&2 && exit 2 ;;
esac
[ "${SKIP_PACKAGES-}" ] && exit 0

# One row a line, alternatives separated by spaces: "check", "gnuplot-nox gnuplot-qt".
wanted=$(awk -F '|' -v groups=" $groups " '
  $2 ~ /^ `[^`]+`/ { group = $3; gsub(/ /, "", group)
    if (!index(groups, " " group " ")) next
    gsub(/`/, "", $2); gsub(/ or /, " ", $2); print $2 }' "$table")

missing=$wanted
if command -v dpkg-query >/dev/null; then
  # shellcheck disable=SC2086 # a list of names
  present=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' $wanted 2>/dev/null | sed -n 's/ installed$//p')
  missing=$(printf '%s\n' "$wanted" | present=$present awk '
    BEGIN { n = split(ENVIRON["present"], list, "\n"); for (i = 1; i <= n; i++) have[list[i]] = 1 }
    { for (i = 1; i <= NF; i++) if ($i in have) next; print $1 }')
fi
[ "$missing" ] || exit 0
missing=$(printf '%s\n' "$missing" | awk '{ printf (NR > 1 ? " %s" : "%s"), $1 }')

give_up() {
  printf 'install-packages: %s. Please install: %s\n(docs/dependencies.md says what each is for; SKIP_PACKAGES=1 goes on without.)\n' \
    "$1" "$missing" >&2
  exit 2
}
command -v apt-get >/dev/null || give_up 'this system has no apt'
sudo=
if [ "$(id -u)" != 0 ]; then
  command -v sudo >/dev/null || give_up 'installing needs root, and there is no sudo'
  sudo=sudo
  [ -t 0 ] || sudo='sudo -n'
fi

echo "installing with apt: $missing"
mkdir -p build
log=build/install-packages.log
apt() {
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 \
    -o Acquire::Retries=3 "$@" </dev/null >>"$log" 2>&1
}
: >"$log"
# shellcheck disable=SC2086 # a list of names
if ! { apt update && apt install --no-install-recommends --no-remove $missing; }; then
  tail -n 15 "$log" >&2
  give_up "apt did not manage it ($log)"
fi
