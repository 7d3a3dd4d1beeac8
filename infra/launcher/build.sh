# shellcheck shell=bash
# Builds what is out of date. The services run from copies in the state directory, so that a build or a test run never changes
# the jars below a running service.

readonly APPS=$STATE/apps CLASS_ARCHIVES=$STATE/cds
readonly SUITE_SOURCES=(pom.xml contracts database settings http amqp messaging dead-letters model-chain ai-consumer services)
readonly DEMO_SOURCES=(pom.xml e2e/pom.xml e2e/src/main)
readonly CLI_SOURCES=(pom.xml infra/services.yaml suite/pom.xml suite/src/main cli/pom.xml cli/src/main)
readonly BENCH_SOURCES=("${SUITE_SOURCES[@]}" infra/services.yaml suite testing bench)

# Files whose time is that of the sources in the last successful build; a jar's own time does not tell, since Maven leaves
# an unchanged one alone.
readonly SUITE_BUILT=$STATE/suite.built DEMO_BUILT=$STATE/demo.built CLI_BUILT=$STATE/cli.built BENCH_BUILT=$STATE/bench.built

# newer_than FILE SOURCE...: is any of them? Directories count too below src, since a deleted file changes nothing else.
newer_than() {
  local reference=$1
  shift
  [[ ! -e $reference ]] ||
    [[ -n $(find "$@" -name target -prune -o \( -type f -o -path '*/src/*' \) -newer "$reference" -print 2>/dev/null | head -n 1) ]]
}

suite_outdated() {
  local service
  for service in "${SERVICES[@]}"; do [[ -e $APPS/$service/quarkus-run.jar ]] || return 0; done
  newer_than "$SUITE_BUILT" "${SUITE_SOURCES[@]}"
}

demo_outdated() { [[ ! -e e2e/target/e2e.jar ]] || newer_than "$DEMO_BUILT" "${DEMO_SOURCES[@]}"; }

cli_outdated() { [[ ! -e cli/target/cli.jar ]] || newer_than "$CLI_BUILT" "${CLI_SOURCES[@]}"; }

# The benchmark starts services too, from where Maven builds them.
bench_outdated() {
  local service
  for service in "${SERVICES[@]}"; do [[ -e services/$service/target/quarkus-app/quarkus-run.jar ]] || return 0; done
  [[ ! -e bench/target/bench.jar ]] || newer_than "$BENCH_BUILT" "${BENCH_SOURCES[@]}"
}

# The demo and the operator's commands with it, which are small.
build_suite() {
  local service
  suite_outdated || return 0
  touch "$STATE/building"
  build 'the suite' package -DskipTests -pl "$(service_modules),cli,e2e" -am
  rm -rf "$CLASS_ARCHIVES" # they fit the jars that they were made from, and no others
  mkdir -p "$APPS"
  for service in "${SERVICES[@]}"; do
    rm -rf "${APPS:?}/$service"
    cp -Rp "services/$service/target/quarkus-app" "$APPS/$service"
  done
  cp -p "$STATE/building" "$DEMO_BUILT"
  cp -p "$STATE/building" "$CLI_BUILT"
  mv "$STATE/building" "$SUITE_BUILT"
}

build_demo() {
  demo_outdated || return 0
  touch "$STATE/building"
  build 'the demo' package -Dmaven.test.skip -pl e2e -am
  mv "$STATE/building" "$DEMO_BUILT"
}

# Locks for the build alone: whoever asks the suite something is in nobody's way.
build_cli() {
  cli_outdated || return 0
  lock "$1"
  touch "$STATE/building"
  build "the operator's commands" package -Dmaven.test.skip -pl cli -am
  mv "$STATE/building" "$CLI_BUILT"
  unlock
}

build_bench() {
  bench_outdated || return 0
  touch "$STATE/building"
  build 'the benchmark' package -DskipTests -pl "$(service_modules),bench" -am
  mv "$STATE/building" "$BENCH_BUILT"
}

# build WHAT MAVEN_ARGUMENT...: without formatter and Error Prone, which are the business of ./warren test.
build() {
  local what=$1 since=$SECONDS
  shift
  find_maven
  lock_build "build of $what"
  remove_stale_builds
  begin "building $what (the first time downloads its libraries)"
  foreground build_with_progress "$@" || explain build "building $what failed"
  unlock_build
  done_since "$since" "built $what"
}

# Everything that Maven says is in the log.
build_with_progress() { "$maven" -B --no-transfer-progress -Dquick "$@" 2>&1 | tee "$LOG_DIR/build.log" | show_progress; }

service_modules() {
  local modules=("${SERVICES[@]/#/services/}") IFS=,
  echo "${modules[*]}"
}

# Removes what was built of modules that have classes or resources whose sources are gone, as they are where another checkout
# was built before: Maven would keep them.
remove_stale_builds() {
  local module
  while IFS= read -r module; do
    say "   $module: sources were moved or removed since its last build, so it is built from nothing"
    rm -rf "${module:?}/target"
  done < <(stale_modules)
}

# In a moment: two lists of files, compared. What is indexed for Quarkus has no source, and the list of services another place.
stale_modules() {
  LC_ALL=C comm -23 <(built_files | LC_ALL=C sort -u) <(source_files | LC_ALL=C sort -u) | sed -E 's#/(main|test)/.*##' | LC_ALL=C sort -u
}

# The source of each class and each resource that was built, as MODULE/main/FILE or MODULE/test/FILE.
built_files() {
  below /target/classes /target/test-classes |
    sed -E -e '/META-INF\/jandex\.idx$/d; /^suite\/.*\/services\.yaml$/d' -e 's#(\$[^/]*)?\.class$#.java#' -e 's#/target/classes/#/main/#' -e 's#/target/test-classes/#/test/#'
}

source_files() {
  below /src/main/java /src/main/resources /src/test/java /src/test/resources | sed -E 's#/src/(main|test)/(java|resources)/#/\1/#'
}

# below DIRECTORY...: the files in these directories of all modules.
below() {
  local module directory directories=()
  while IFS= read -r module; do
    for directory in "$@"; do
      [[ ! -d $module$directory ]] || directories+=("$module$directory")
    done
  done < <(sed -n 's|^ *<module>\(.*\)</module>$|\1|p' pom.xml 2>/dev/null)
  ((${#directories[@]} == 0)) || find "${directories[@]}" -type f
}
