# shellcheck shell=bash
# What the launcher says: progress on standard output, problems as one sentence on standard error.

# Exit codes besides 0 and 130 (interrupted).
readonly FAILED=1 USAGE=2 MISSING=3 IN_THE_WAY=4 NOT_RUNNING=5

bold='' green='' yellow='' red='' plain=''
if [[ -t 1 && -z ${NO_COLOR:-} ]]; then
  bold=$'\e[1m' green=$'\e[32m' yellow=$'\e[33m' red=$'\e[31m' plain=$'\e[0m'
fi

say() { printf '%s\n' "$*"; }
begin() { printf '%s..%s %s\n' "$bold" "$plain" "$*"; }
warn() { printf '%s!!%s %s\n' "$yellow" "$plain" "$*" >&2; }

# done_since SECONDS TEXT: what is finished, and how long it took since $SECONDS had that value.
done_since() { printf '%sok%s %s (%s s)\n' "$green" "$plain" "$2" $((SECONDS - $1)); }

# die CODE SENTENCE: the only way to fail.
die() {
  printf '%swarren: %s%s\n' "$red" "$2" "$plain" >&2
  exit "$1"
}
