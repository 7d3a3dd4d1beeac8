package dev.warren.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.warren.bench.lab.Checkout;
import dev.warren.bench.lab.SuiteProcesses;
import dev.warren.suite.ServiceList;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher's manners: what it says, and what it ends with. None of it starts a node. */
class LauncherIT {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int IN_THE_WAY = 4;
    private static final int NOT_RUNNING = 5;
    private static final int TERMINATED = 143;
    private static final int LEDGER_PORT =
            ServiceList.packaged().named("cost-ledger").port();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    private Launcher launcher;

    @BeforeEach
    void checkout() throws Exception {
        launcher = new Launcher(directory);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "down",
                "restart",
                "status",
                "logs",
                "config",
                "demo",
                "dead",
                "replay",
                "replays",
                "budget",
                "held",
                "spend",
                "prices",
                "providers",
                "test",
                "bench",
                "native",
                "generate",
                "new",
                "infra",
                "env"
            })
    void everyCommandExplainsItself(String command) throws Exception {
        Launcher.Ended help = launcher.call(command, "--help");

        assertThat(help.code()).isEqualTo(DONE);
        assertThat(help.out()).startsWith("./warren " + command).contains("Exit codes: 0 done");
        assertThat(help.err()).isEmpty();
        assertThat(launcher.call("--help").out()).contains("  ./warren " + command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dead", "budget set"})
    void theOperatorsProgramExplainsItselfWithoutASuite(String command) throws Exception {
        Launcher.Ended help = launcher.withOperatorsProgram().call((command + " --help").split(" "));

        assertThat(help.code()).isEqualTo(DONE);
        assertThat(help.out()).startsWith("Usage: ./warren " + command).contains("Exit codes: 0 done");
        assertThat(help.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "infra down --help",
                "infra down -h",
                "config check --help",
                "logs intake --help",
                "restart intake -h",
                "demo --keep --help"
            })
    void whoeverAsksForHelpBehindOtherArgumentsIsGivenNothingElse(String arguments) throws Exception {
        Launcher.Ended help = launcher.call(arguments.split(" "));

        assertThat(help.code()).isEqualTo(DONE);
        assertThat(help.out())
                .startsWith("./warren " + arguments.replaceAll(" .*", ""))
                .contains("Exit codes: 0 done");
        assertThat(help.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dead discard --all --note x", "budget list"})
    void aSuiteOfAnotherStateIsNotAsked(String command) throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer other = other(asked);
        Map<String, String> offset =
                Map.of("WARREN_PORT_OFFSET", Integer.toString(other.getAddress().getPort() - LEDGER_PORT));

        Launcher.Ended refused = launcher.withOperatorsProgram().call(offset, command.split(" "));

        other.stop(0);
        assertThat(refused.code()).isEqualTo(NOT_RUNNING);
        assertThat(refused.err())
                .startsWith("warren: no service is running; start them with ./warren up")
                .hasLineCount(1);
        assertThat(asked).isEmpty();
    }

    @Test
    void ofThisStateAndOfTheEnvironmentWhatRunsIsAsked() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer ledger = other(asked);
        int port = ledger.getAddress().getPort();
        launcher.withOperatorsProgram().pretendRunning("cost-ledger");
        Files.writeString(launcher.state().resolve("offset"), port - LEDGER_PORT + "\n");

        launcher.call("budget", "list");
        launcher.call(Map.of("WARREN_NOTIFIER_URL", "http://127.0.0.1:" + port), "dead", "list");

        ledger.stop(0);
        assertThat(asked)
                .anyMatch(path -> path.startsWith("/v1/budgets"))
                .anyMatch(path -> path.startsWith("/v1/dead-letters"));
    }

    @ParameterizedTest
    @CsvSource({
        "fly, there is no command fly",
        "up now, did not expect: now",
        "help fly, there is no command fly",
        "logs, logs needs a name",
        "logs nobody, there is no log of nobody",
        "logs ../../secret, there is no log of ../../secret",
        "restart, restart needs services",
        "restart broker, there is no service broker; there are intake classifier",
        "config, config needs check",
        "infra sideways, infra needs up or down",
        "infra down now, did not expect: now",
        "bench, 'bench needs faults, budgets, speed or ledger'",
        "demo --kep, did not expect: --kep",
        "new, new needs consumer and a name",
        "new service x, new needs consumer and a name"
    })
    void wrongUsageIsOneSentenceAndEndsWith2(String arguments, String sentence) throws Exception {
        Launcher.Ended wrong = launcher.call(arguments.split(" "));

        assertThat(wrong.code()).isEqualTo(USAGE);
        assertThat(wrong.err()).startsWith("warren: " + sentence).hasLineCount(1);
        assertThat(wrong.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "WARREN_PORT_OFFSET, abc",
        "WARREN_PORT_OFFSET, -1",
        "WARREN_PORT_OFFSET, 65000",
        "WARREN_PORT_OFFSET, 1+1",
        "WARREN_NODES, docker",
        "WARREN_AMQP_URL, localhost:5672",
        "WARREN_AMQP_ADMIN_URL, amqp://localhost",
        "WARREN_DATABASE_URL, jdbc:postgresql://localhost/x",
        "WARREN_DATABASE_URL, postgresql://u@localhost/x?password=secret",
        "WARREN_BUDGETS_FILE, /nowhere/budgets.yaml"
    })
    void aSettingThatCannotWorkIsNamed(String variable, String value) throws Exception {
        Launcher.Ended wrong = launcher.call(Map.of(variable, value), "status");

        assertThat(wrong.code()).isEqualTo(USAGE);
        assertThat(wrong.err())
                .startsWith("warren: " + variable)
                .hasLineCount(1)
                .doesNotContain("secret");
    }

    @Test
    void aListOfServicesThatNothingWasGeneratedFromIsNotWorkedWith() throws Exception {
        Path list = launcher.withOwnInfra().resolve("services.yaml");
        Files.writeString(list, Files.readString(list).replace("port: 8082", "port: 8081"));

        Launcher.Ended refused = launcher.call("status");
        Launcher.Ended generated = launcher.call("generate");

        assertThat(refused.code()).isEqualTo(FAILED);
        assertThat(refused.err())
                .startsWith("warren: infra/services.yaml has changed; ./warren generate ")
                .hasLineCount(1);
        assertThat(generated.code()).isEqualTo(FAILED);
        assertThat(generated.err())
                .startsWith("infra/services.yaml, line ")
                .contains("services.classifier.port: 8081 is taken by intake")
                .hasLineCount(1);
    }

    @Test
    void allWrongSettingsAreToldAtOnce() throws Exception {
        Launcher.Ended wrong = launcher.call(Map.of("WARREN_PORT_OFFSET", "abc", "WARREN_NODES", "some"), "up");

        assertThat(wrong.code()).isEqualTo(USAGE);
        assertThat(wrong.err()).startsWith("warren: 2 settings are wrong:").hasLineCount(3);
    }

    @Test
    void aStateThatCannotBeWrittenIsRefused() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");

        Launcher.Ended wrong = launcher.call(Map.of("WARREN_STATE", file + "/state"), "status");

        assertThat(wrong.code()).isEqualTo(USAGE);
        assertThat(wrong.err())
                .startsWith("warren: nothing can be written in " + file)
                .hasLineCount(1);
    }

    @Test
    void theLogOfANameIsShownWhereverTheLauncherIsCalledFrom() throws Exception {
        launcher.pretendEnded("intake", "one line");
        Path link = Files.createSymbolicLink(directory.resolve("w"), Path.of("a checkout", "warren"));

        Launcher.Ended log = launcher.run(List.of(link.toString(), "logs", "intake"), Map.of());

        assertThat(log.code()).isEqualTo(DONE);
        assertThat(log.out()).isEqualTo("one line\n");
    }

    @Test
    void aServiceThatEndedIsShownWithItsLastWords() throws Exception {
        launcher.pretendEnded(
                "intake", "serving", "Terminating due to java.lang.OutOfMemoryError: Java heap space", "stopped");
        launcher.pretendEnded("notifier", "serving", "The settings have a fault:", "  at the end", "");

        Launcher.Ended status = launcher.call("status");

        assertThat(status.code()).isEqualTo(NOT_RUNNING);
        assertThat(status.out())
                .containsPattern("intake +ended +by itself: Terminating due to java.lang.OutOfMemoryError")
                .containsPattern("notifier +ended +by itself: The settings have a fault:")
                .containsPattern("classifier +stopped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "down", "status", "demo", "dead list", "budget list"})
    void anotherOffsetThanTheOneThatRunsIsRefused(String command) throws Exception {
        launcher.pretendRunning("intake");
        Files.writeString(launcher.state().resolve("offset"), "700\n");

        Launcher.Ended refused = launcher.call(Map.of("WARREN_PORT_OFFSET", "100"), command.split(" "));

        assertThat(refused.code()).isEqualTo(IN_THE_WAY);
        assertThat(refused.err())
                .contains("has WARREN_PORT_OFFSET=700, not 100")
                .hasLineCount(1);
    }

    @Test
    void withoutAnOffsetTheOneThatRunsIsMeant() throws Exception {
        launcher.pretendRunning("intake");
        Files.writeString(launcher.state().resolve("offset"), "700\n");

        assertThat(launcher.call("status").out()).contains("http://127.0.0.1:8781");
    }

    @Test
    void changedSettingsAreToldWithTheServices() throws Exception {
        launcher.pretendAllRunning();
        launcher.configure("classifier.yaml", "warren: {}");
        for (String service : List.of("classifier", "notifier")) {
            Path record = launcher.state().resolve("started-with");
            Files.writeString(Files.createDirectories(record).resolve(service), settingsOf(service));
        }

        assertThat(launcher.call("up").err()).doesNotContain("changed", "another");
        launcher.configure("classifier.yaml", "warren: {amqp: {prefetch: 7}}");

        assertThat(launcher.call("up").err())
                .contains("have changed since classifier started; apply them with ./warren restart classifier");
        assertThat(launcher.call(Map.of("WARREN_PROVIDERS", "primary,local"), "up")
                        .err())
                .contains("has changed since classifier notifier started");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cost-ledger.yaml | warren: {ledger: {prices-file: config/our prices.csv}} | config/our prices.csv",
                "cost-ledger.yaml | prices-file: 'config/our prices.csv' # ours            | config/our prices.csv",
                "nobody.yaml      |                                                        | config/budgets.yaml"
            })
    void aFileThatSettingsNameIsOneOfThem(String file, String settings, String named) throws Exception {
        launcher.pretendAllRunning();
        launcher.configure(file, settings == null ? "" : settings);
        Path other = launcher.checkout().resolve(named);
        Files.writeString(other, "old");
        for (String service : List.of("classifier", "cost-ledger")) {
            Path record = Files.createDirectories(launcher.state().resolve("started-with"));
            Files.writeString(record.resolve(service), settingsOf(service));
        }
        Files.writeString(other, "new");

        assertThat(launcher.call("up").err())
                .contains("have changed since cost-ledger started; apply them with ./warren restart cost-ledger");
    }

    @Test
    void aServiceThatIsNamedTwiceIsRestartedOnce() throws Exception {
        launcher.pretendRunning("broker", "database");

        Launcher.Ended check = launcher.run(List.of("bash", "-c", """
                cd '%s' && cp warren w && sed -i '/^main "/d' w && . ./w
                check_configuration() { echo "check $*"; }; stop() { :; }; start_services() { echo "start $*"; }
                command_restart intake notifier intake""".formatted(launcher.checkout())), Map.of());

        assertThat(check.out()).contains("check intake notifier\n", "start intake notifier\n");
    }

    @Test
    void whatABrokerLeavesForItsMakersLandsBesideItsLog() throws Exception {
        Launcher.Ended environment = launcher.run(List.of("bash", "-c", """
                cd '%s' && cp warren w && sed -i '/^main "/d' w && . ./w
                exec_with_broker_environment env""".formatted(launcher.checkout())), Map.of());

        assertThat(environment.out())
                .contains("ERL_CRASH_DUMP=" + launcher.state().resolve("logs").resolve("erl_crash.dump"));
    }

    @Test
    void whileOneLauncherChangesThingsASecondOneEnds() throws Exception {
        launcher.pretendRunning("holder");
        Files.writeString(
                launcher.state().resolve("lock"),
                Files.readString(launcher.state().resolve("run").resolve("holder"))
                                .stripTrailing() + "\nup\n");

        Launcher.Ended refused = launcher.call("infra", "down");

        assertThat(refused.code()).isEqualTo(IN_THE_WAY);
        assertThat(refused.err())
                .startsWith("warren: another ./warren up (process ")
                .hasLineCount(1);
    }

    @Test
    void aBuildSaysHowFarItIsAndEndsWithItsLauncher() throws Exception {
        launcher.program("mvn", """
                if [ "$1" = --version ]; then echo Apache Maven 3.9.9; exit; fi
                echo '[INFO] Warren :: contracts     [jar]'
                echo '[INFO] Warren :: intake        [jar]'
                echo '[INFO] Building Warren :: contracts 0.1.0-SNAPSHOT     [1/2]'
                echo '[INFO] Building Warren :: intake 0.1.0-SNAPSHOT        [2/2]'
                sleep 1000""");
        Path out = directory.resolve("build");
        Process build = launcher.begin(out, "native");
        Awaitility.await().atMost(PATIENCE).until(() -> Files.readString(out).contains("[2/2] intake, about"));
        List<ProcessHandle> family = build.descendants().toList();
        Launcher.Ended other = launcher.call("down");

        build.destroy();

        assertThat(build.waitFor()).isEqualTo(TERMINATED);
        assertThat(family).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        assertThat(launcher.state().resolve("lock")).doesNotExist();
        assertThat(launcher.checkout().resolve("target")).isEmptyDirectory();
        assertThat(other.code()).isEqualTo(IN_THE_WAY);
        assertThat(other.err()).startsWith("warren: another ./warren native (process " + build.pid());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "classes/b/Moved.class",
                "classes/b/Moved$Part.class",
                "classes/META-INF/services/b.Moved",
                "test-classes/b/MovedTest.class"
            })
    void aModuleWhoseSourcesWereMovedAwayIsBuiltFromNothing(String left) throws Exception {
        launcher.program("mvn", "echo Apache Maven 3.9.9");
        launcher.write("pom.xml", "<module>a</module>\n  <module>services/b</module>\n");
        for (String module : List.of("a", "services/b")) {
            launcher.write(module + "/src/main/java/b/Kept.java", "");
            launcher.write(module + "/src/main/resources/kept.yaml", "");
            launcher.write(module + "/src/test/java/b/KeptTest.java", "");
            launcher.write(module + "/target/classes/b/Kept$Part$1.class", "");
            launcher.write(module + "/target/classes/kept.yaml", "");
            launcher.write(module + "/target/classes/META-INF/jandex.idx", "");
            launcher.write(module + "/target/test-classes/b/KeptTest.class", "");
        }
        launcher.write("services/b/target/" + left, "");

        Launcher.Ended build = launcher.call("native");

        assertThat(build.code()).isEqualTo(DONE);
        assertThat(build.out()).containsOnlyOnce("built from nothing").contains("services/b: sources were moved");
        assertThat(launcher.checkout().resolve("services/b/target")).doesNotExist();
        assertThat(launcher.checkout().resolve("services/b/src")).exists();
        assertThat(launcher.checkout().resolve("a/target/classes/kept.yaml")).exists();
    }

    @Test
    void allFaultsOfAllSettingsAreToldAtOnceWithFileLineAndKey() throws Exception {
        launcher.configure(
                "classifier.yaml",
                "warren:",
                "  amqp:",
                "    prefech: 3",
                "    prefetch: 0",
                "  features:",
                "    mood: {kind: sentiment, events: [a.b], text: [/c]}");
        launcher.configure("intake.yaml", "warren: [");
        launcher.configure("budgets.yaml", "budgets: {b: {kind: hard, limt: 1}}");
        launcher.configure("notifer.yaml", "warren: {}");

        Launcher.Ended check = launcher.call(Map.of("WARREN_NOTIFIER_STREAM_MAX_CLIENTS", "many"), "config", "check");

        assertThat(check.code()).isEqualTo(FAILED);
        assertThat(check.err())
                .contains("notifier: The settings have a fault:")
                .contains("warren.notifier.stream.max-clients cannot be \"many\"")
                .contains(
                        "config/classifier.yaml, line 3: warren.amqp.prefech is unknown; below warren.amqp there are ")
                .contains("config/classifier.yaml, line 4: warren.amqp.prefetch must be at least 1, not 0")
                .contains("config/classifier.yaml, line 6: warren.features.mood.kind: ")
                .contains("config/intake.yaml, line 2: ")
                .contains("budget b: limt is none of ")
                .contains("config/notifer.yaml: no service reads this file")
                .doesNotContain("\tat ", "Exception", "INFO", "summarizer:");
    }

    @Test
    void settingsWithoutFaultPassTheCheck() throws Exception {
        launcher.configure("classifier.yaml", "warren:", "  providers: local", "  amqp: {delays: [5s, 1m, 10m]}");
        launcher.configure("budgets.yaml", "budgets:");
        launcher.configure("prices.csv");

        Launcher.Ended check = launcher.call("config", "check");

        assertThat(check.err()).isEmpty();
        assertThat(check.code()).isEqualTo(DONE);
    }

    @Test
    void servicesAreCompiledByBothCompilers() throws Exception {
        Launcher.Ended started =
                launcher.inside("for service in \"${SERVICES[@]}\"; do (exec_service \"$service\"); done");

        assertThat(started.err()).isEmpty();
        assertThat(started.out())
                .hasLineCount(SuiteProcesses.SERVICES.size())
                .contains("-XX:+UseSerialGC", "-jar ", "/infra/java/intake.options")
                .doesNotContain("TieredStopAtLevel", "TieredCompilation", "-Xint");
    }

    @Test
    void theScriptsAreClean() throws Exception {
        Path root = Checkout.root();
        assumeTrue(launcher.run(List.of("bash", "-c", "command -v shellcheck"), Map.of())
                        .code()
                == DONE);

        Launcher.Ended check = launcher.run(
                List.of("bash", "-c", "cd '%s' && shellcheck warren infra/launcher/*.sh bench/*.sh".formatted(root)),
                Map.of());

        assertThat(check.out()).isEmpty();
    }

    /** Someone who notes what is asked, and knows nothing. */
    private static HttpServer other(List<String> asked) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private String settingsOf(String service) throws Exception {
        return launcher.run(List.of("bash", "-c", """
                        cd '%s' && STATE=x && source infra/launcher/services.sh && source infra/launcher/configuration.sh
                        settings_of %s""".formatted(launcher.checkout(), service)), Map.of())
                .out();
    }
}
