# shellcheck shell=bash
# One launcher at a time changes things in a state directory, and one at a time builds in a checkout.

readonly BUILD_LOCK=target/build.lock
locked=''
build_locked=''

# lock COMMAND: until unlock or the end of this process, whichever way it ends.
lock() {
  hold "$STATE/lock" "$1" || die "$IN_THE_WAY" \
    "another ./warren $(holder_of "$STATE/lock") is at work in this checkout; wait for it, or stop it with Ctrl-C."
  locked=1
}

# lock_build COMMAND: waits for a launcher with another state directory, which builds the same sources.
lock_build() {
  local told=''
  mkdir -p "${BUILD_LOCK%/*}"
  until hold "$BUILD_LOCK" "$1"; do
    [[ -n $told ]] || begin "waiting for ./warren $(holder_of "$BUILD_LOCK"), which builds in this checkout too"
    told=1
    sleep 1
  done
  build_locked=1
}

# hold FILE COMMAND: fails while a living process holds it.
hold() {
  local mine=$1.$$
  printf '%s\n%s\n%s\n' $$ "$(birth $$)" "$2" >"$mine"
  until ln "$mine" "$1" 2>/dev/null; do
    if alive "$1"; then
      rm -f "$mine"
      return 1
    fi
    rm -f "$1"
  done
  rm -f "$mine"
}

holder_of() { echo "$(tail -n 1 "$1" 2>/dev/null) (process $(head -n 1 "$1" 2>/dev/null))"; }

unlock_build() {
  [[ -z $build_locked ]] || rm -f "$BUILD_LOCK"
  build_locked=''
}

unlock() {
  [[ -z $locked ]] || rm -f "$STATE/lock"
  locked=''
}
