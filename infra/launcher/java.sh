# shellcheck shell=bash
# Finds a JDK and a Maven; nothing here installs one.

readonly JAVA_MINIMUM=25 MAVEN_MINIMUM=3.8.7

# Exports JAVA_HOME: the given one if it is new enough, else one from the usual places.
find_java() {
  local home
  while read -r home; do
    if [[ $(java_major "$home") -ge $JAVA_MINIMUM ]]; then
      export JAVA_HOME=${home%/}
      return
    fi
  done < <(java_homes)
  die "$MISSING" "no JDK $JAVA_MINIMUM or newer was found; install one (for example from https://adoptium.net) or set JAVA_HOME to it."
}

java_homes() {
  local on_path
  [[ -z ${JAVA_HOME:-} ]] || echo "$JAVA_HOME"
  on_path=$(command -v javac) && (cd "$(dirname "$(real_path "$on_path")")/.." && pwd -P)
  if [[ -x /usr/libexec/java_home ]]; then /usr/libexec/java_home -F -v "$JAVA_MINIMUM+" 2>/dev/null || true; fi
  ls -d /usr/lib/jvm/*/ /opt/*/ ~/.sdkman/candidates/java/*/ ~/.jdks/*/ 2>/dev/null || true
}

real_path() { readlink -f "$1" 2>/dev/null || echo "$1"; }

# java_major HOME: 0 where there is no JDK.
java_major() {
  local version=''
  [[ ! -x $1/bin/javac ]] || version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null)
  echo "${version:-0}"
}

# Sets maven: the system's if it is new enough, else the wrapper, which downloads one.
find_maven() {
  local version
  version=$(mvn --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p')
  if [[ -n $version && $(printf '%s\n' "$MAVEN_MINIMUM" "$version" | sort -V | head -n 1) == "$MAVEN_MINIMUM" ]]; then
    maven=mvn
    say "Maven $version, JDK $(java_major "$JAVA_HOME") in $JAVA_HOME"
  elif [[ -x mvnw ]] && ./mvnw --version >/dev/null 2>&1; then
    maven=./mvnw
    say "Maven from the wrapper, JDK $(java_major "$JAVA_HOME") in $JAVA_HOME"
  else
    die "$MISSING" "no Maven $MAVEN_MINIMUM or newer is installed, and the wrapper ./mvnw could not download one; install Maven."
  fi
}
