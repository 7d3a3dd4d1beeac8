# shellcheck shell=bash
# What ./warren --help and ./warren COMMAND --help say.

usage() {
  cat <<'HELP'
Warren: AI for a back end that speaks in events.

  ./warren demo [--keep] [--providers]
                              start what is needed, publish samples/, print each result, show budgets at work and the spend,
                              stop what was started (--keep leaves it running; --providers shows three named providers
                              instead of the budgets)
  ./warren up                 start broker, database and the services; builds first what is out of date
  ./warren down               stop them
  ./warren restart SERVICE... stop these services gracefully and start them again with the current settings
  ./warren status             what is running, and where; what has ended by itself, and the last line of its log
  ./warren logs NAME [-f]     the log of a service, of broker, database or build; -f follows
  ./warren config check       check config/ and the environment for all services, without starting one
  ./warren dead list|show|replay|discard|history
                              list, replay and discard dead letters
  ./warren replay --feature NAME --from WHEN [--to WHEN] [OPTION...]
                              run a feature over past events
  ./warren replay abort NAME  abort a replay
  ./warren replays [NAME]     progress of replays
  ./warren budget list|show|set|raise|reset|transfer|remove|audit
                              show, create, change, raise and reset budgets
  ./warren held               events that wait for a budget: which budget, since when, and how much must be free
  ./warren spend unknown      calls with unknown token usage
  ./warren spend correct CALL record what a call actually used, or that it used nothing
  ./warren spend flagged      calls whose reported usage was inconsistent, and why
  ./warren spend rebuild      rebuild the rollups that spend is read from
  ./warren prices imports|history|take-back
                              list price imports, by whom and why; take an import back
  ./warren providers          state of the providers of each AI service, and today's spend on them
  ./warren providers test NAME
                              test a provider with one small call: key, model, JSON schema, usage, price
  ./warren test [OPTION...]   every test; options go to Maven, for example: ./warren test -pl services/intake -am
  ./warren bench faults|budgets|speed|ledger [OPTION...]
                              kill, cut and stop the suite's parts while events flow, and check that nothing is lost or paid
                              twice, and no budget overspent; or measure throughput, latency and the books. All on nodes of
                              their own
  ./warren native             check that all services can be built as native images, without building them
  ./warren generate           bring everything up to date with infra/services.yaml, the one list of services
  ./warren new consumer NAME  make the skeleton of an AI consumer in services/NAME, and put it on that list
  ./warren infra up|down      only broker and database
  ./warren env                addresses of their administrators, for: eval "$(./warren env)"

./warren COMMAND --help shows the details of a command.

Broker and database: those of WARREN_AMQP_URL (with WARREN_AMQP_ADMIN_URL, its management API) and WARREN_DATABASE_URL if
set; else containers, if a Docker engine answers; else private nodes of the installed programs, which are installed first
where they are missing; WARREN_NODES=private takes private nodes whatever else there is. Java: JAVA_HOME if it is 25 or newer,
else one that is found.
Settings of a service: config/<service>.yaml. Budgets: config/budgets.yaml, or the file that WARREN_BUDGETS_FILE names.
Providers: WARREN_PROVIDERS, WARREN_PROVIDERS_<NAME>_URL and so on, see docs/providers.md.
WARREN_PORT_OFFSET=100 moves all services' ports by 100; WARREN_JAVA_OPTIONS are added to every service's. All state is
in .warren/; remove it while nothing is running to start afresh. WARREN_STATE=DIRECTORY uses another directory, with a broker
and a database of its own, on other ports.

HELP
  print_exit_codes
}

print_exit_codes() {
  cat <<'HELP'
Exit codes: 0 done, 1 failed or refused, 2 wrong usage or a wrong setting of the launcher, 3 something is missing on this
machine, 4 something is in the way (a port, another launcher), 5 not running, 130 interrupted, 143 stopped, 129 terminal
closed.
HELP
}

# wants_help COMMAND ARGUMENT...: wherever it is asked for; the subcommands of other programs have helps of their own.
wants_help() {
  local argument arguments=("${@:2}")
  [[ " ${CLI_COMMANDS[*]} bench " != *" $1 "* ]] || arguments=("${@:2:1}")
  for argument in ${arguments[@]+"${arguments[@]}"}; do
    [[ $argument != --help && $argument != -h ]] || return 0
  done
  return 1
}

# help_of COMMAND: those of the operator's program explain themselves, once it is built.
help_of() {
  local text
  if [[ " ${CLI_COMMANDS[*]} " == *" $1 "* && -e cli/target/cli.jar ]] && (find_java) 2>/dev/null; then
    find_java
    exec "$JAVA_HOME/bin/java" -cp 'cli/target/cli.jar:cli/target/lib/*' dev.warren.cli.Cli "$1" --help
  fi
  text=$(text_of "$1")
  [[ -n $text ]] || die "$USAGE" "there is no command $1; see ./warren --help."
  printf '%s\n\n' "$text"
  print_exit_codes
}

text_of() {
  case $1 in
    up)
      cat <<'HELP'
./warren up

Starts broker, database and the services, and returns when all are ready. Builds first what is out of date. What is
running already is not restarted; a warning says if sources or settings have changed since it was started.
HELP
      ;;
    down)
      cat <<'HELP'
./warren down

Stops services, broker and database gracefully. Their data is kept.
HELP
      ;;
    restart)
      cat <<HELP
./warren restart SERVICE...

Stops these services gracefully, after the messages in flight, and starts them again with the current settings; returns when
they are ready. Services: ${SERVICES[*]}.
HELP
      ;;
    status)
      cat <<'HELP'
./warren status

Shows what is running and where, one line each: ready, not ready, stopped, or ended (it was not stopped, but ended by itself;
the last line of its log is shown). Exits with 5 unless all are ready.
HELP
      ;;
    logs)
      cat <<'HELP'
./warren logs NAME [-f]

Shows the last 200 lines of the log of a service, of broker, database or build. -f follows it. The log before the last start
is NAME.log.1 in the same directory.
HELP
      ;;
    config)
      cat <<'HELP'
./warren config check

Reads config/<service>.yaml, the budgets' file and the environment as each service does at its start, without connecting to
anything, and prints all faults with file, line and key. Exits with 1 if there is one.
HELP
      ;;
    demo)
      cat <<'HELP'
./warren demo [--keep] [--providers]

Starts what is needed, publishes the 92 events of samples/ over AMQP and HTTP, prints each result as it arrives, then shows
budgets at work and the spend, and stops what it has started; --keep leaves it running. --providers shows, instead of budgets,
three named providers (stand-ins): a cheap one, a good one that is called where the cheap one is not confident, and a spare
one that is called when the good one fails. Exits with 1 and says which promise was broken if an event has no outcome or has
failed.
HELP
      ;;
    test)
      cat <<'HELP'
./warren test [OPTION...]

Starts broker and database and runs every test. Options go to Maven: ./warren test -pl services/intake -am
HELP
      ;;
    bench)
      cat <<'HELP'
./warren bench faults|budgets|speed|ledger [OPTION...]

faults kills, cuts and stops the suite's parts while events flow, and checks that nothing is lost or paid twice; budgets checks
that none is overspent; speed and ledger measure. ./warren bench faults --help and so on list the options.
HELP
      ;;
    native)
      cat <<'HELP'
./warren native

Checks that all services can be built as native images: runs the build up to the native compiler.
HELP
      ;;
    generate)
      cat <<'HELP'
./warren generate

Checks infra/services.yaml, the one list of services, and writes what is generated from it: the broker's definitions, the
launcher's list, the options of Java, the modules in pom.xml. Says which files have changed. Ends with 1, and writes nothing, if
the list has faults.
HELP
      ;;
    new)
      cat <<'HELP'
./warren new consumer NAME [--dry-run]

Makes the skeleton of an AI consumer from templates/ai-consumer: services/NAME with settings, prompt, check, output, local
answer and tests, all of which work as they are; puts it on infra/services.yaml with the next free port; and brings what is generated
from that up to date. Says what to do next. --dry-run only says what would be written. NAME: small letters and digits, words
joined by hyphens. Ends with 2 if the name is taken or cannot be one.
HELP
      ;;
    infra)
      cat <<'HELP'
./warren infra up|down

Starts or stops only broker and database, for tests and for services that run elsewhere.
HELP
      ;;
    env)
      cat <<'HELP'
./warren env

Prints the addresses of the administrators of broker and database for the shell: eval "$(./warren env)"
HELP
      ;;
    dead)
      cat <<'HELP'
./warren dead list|show|replay|discard|history

A message that could not be processed waits as a dead letter, with its reason. ./warren dead list --help and so on list the options;
docs/cli.md has examples.
HELP
      ;;
    replay)
      cat <<'HELP'
./warren replay --feature NAME --from WHEN [--to WHEN] [OPTION...]
./warren replay abort NAME

Runs a feature over past events, or aborts a replay. docs/replay.md has examples.
HELP
      ;;
    replays)
      cat <<'HELP'
./warren replays [NAME]

Shows the progress of replays. --json is for scripts.
HELP
      ;;
    budget)
      cat <<'HELP'
./warren budget list|show|set|raise|reset|transfer|remove|audit

Shows, creates, changes, raises and resets budgets. ./warren budget set --help and so on list the options; docs/budgets.md has
examples.
HELP
      ;;
    held)
      cat <<'HELP'
./warren held

Shows the events that wait for a budget: which budget, since when, and how much must be free. --json is for scripts.
HELP
      ;;
    spend)
      cat <<'HELP'
./warren spend unknown | correct CALL | flagged | rebuild

Lists calls with unknown token usage, records what a call actually used, lists calls whose reported usage was inconsistent, or
rebuilds the rollups that spend is read from. ./warren spend correct --help lists the options.
HELP
      ;;
    prices)
      cat <<'HELP'
./warren prices imports | history MODEL | take-back IMPORT

Lists price imports, by whom, when and why, shows the price history of a model, or takes an import back. ./warren prices take-back
--help lists the options; docs/spend.md has examples.
HELP
      ;;
    providers)
      cat <<'HELP'
./warren providers
./warren providers test NAME

Shows the state of the providers of each AI service and today's spend on them, or tests one with one small call.
./warren providers test --help lists the options; docs/providers.md has examples.
HELP
      ;;
  esac
}
