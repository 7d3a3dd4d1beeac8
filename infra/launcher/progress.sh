# shellcheck shell=bash
# How far a build is, from what Maven says.

# The seconds of each module in the last build, one on a line.
readonly BUILD_TIMES=$STATE/build.times

# Prints the modules as Maven comes to them, with an estimate of what is left, and a sign of life now and then.
show_progress() {
  local line code plan=() module='' since=$SECONDS begun=$SECONDS known=''
  [[ ! -s $BUILD_TIMES ]] || known=1
  while true; do
    code=0
    IFS= read -r -t "$WORD_SECONDS" line || code=$?
    if ((code > 128)); then
      say "   ${module:-Maven reads the modules}, $((SECONDS - begun)) s so far"
    elif ((code > 0)); then
      break
    elif [[ $line =~ ^\[INFO\]\ Warren\ ::\ ([^ ]+)\ +\[(jar|pom)\]$ ]]; then
      plan+=("${BASH_REMATCH[1]}")
    elif [[ $line =~ ^\[INFO\]\ Building\ Warren\ ::\ ([^ ]+)\ .*(\[[0-9/]+\])$ ]]; then
      [[ -z $module ]] || remember_seconds "$module" $((SECONDS - begun))
      module=${BASH_REMATCH[1]} begun=$SECONDS
      say "   ${BASH_REMATCH[2]} $module$(what_is_left "$module" $((SECONDS - since)) ${plan[@]+"${plan[@]}"})"
    fi
  done
}

# what_is_left MODULE ELAPSED MODULE...: by the shares that the modules usually have. What is behind tells how fast this machine
# is today; at the beginning, the last build does.
what_is_left() {
  local module behind=0 ahead=0 passed=''
  for module in "${@:3}"; do
    [[ $module != "$1" ]] || passed=1
    if [[ -n $passed ]]; then ahead=$((ahead + $(usual_seconds "$module"))); else behind=$((behind + $(usual_seconds "$module"))); fi
  done
  if ((behind * 5 > ahead)); then
    echo ", about $((ahead * $2 / behind + 1)) s left"
  elif [[ -n $known ]]; then
    echo ", about $ahead s left if it goes as the last time"
  elif ((ahead > 0)); then
    echo ", about $ahead s left on two idle cores, and the time of the downloads"
  fi
}

# usual_seconds MODULE: of the last build here, else of one on two cores.
usual_seconds() {
  local seconds
  seconds=$(sed -n "s/^$1=//p" "$BUILD_TIMES" 2>/dev/null || true)
  if [[ -z $seconds ]]; then
    case $1 in
      contracts | messaging) seconds=6 ;;
      *) if [[ " ${SERVICES[*]} " == *" $1 "* ]]; then seconds=12; else seconds=4; fi ;;
    esac
  fi
  echo "$seconds"
}

remember_seconds() {
  { grep -v "^$1=" "$BUILD_TIMES" 2>/dev/null || true; } >"$BUILD_TIMES.new"
  echo "$1=$2" >>"$BUILD_TIMES.new"
  mv "$BUILD_TIMES.new" "$BUILD_TIMES"
}
