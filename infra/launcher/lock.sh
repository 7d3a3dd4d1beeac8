# shellcheck shell=bash
# One launcher at a time changes things in a checkout.

locked=''

# lock COMMAND: until unlock or the end of this process, whichever way it ends.
lock() {
  local mine=$STATE/lock.$$
  printf '%s\n%s\n%s\n' $$ "$(birth $$)" "$1" >"$mine"
  until ln "$mine" "$STATE/lock" 2>/dev/null; do
    if alive "$STATE/lock"; then
      rm -f "$mine"
      die "$IN_THE_WAY" "another ./warren $(tail -n 1 "$STATE/lock") (process $(head -n 1 "$STATE/lock")) is at work in this checkout; wait for it, or stop it with Ctrl-C."
    fi
    rm -f "$STATE/lock"
  done
  rm -f "$mine"
  locked=1
}

unlock() {
  [[ -z $locked ]] || rm -f "$STATE/lock"
  locked=''
}
