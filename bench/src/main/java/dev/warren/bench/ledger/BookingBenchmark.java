package dev.warren.bench.ledger;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.warren.bench.lab.Machine;
import dev.warren.bench.lab.PrivateServers;
import dev.warren.bench.lab.ResourceUsage;
import dev.warren.bench.lab.SuiteProcesses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A full queue of usage messages, and one ledger. */
final class BookingBenchmark {

    private static final int PERSISTENT = 2;
    private static final int CONFIRM_MILLIS = 60_000;
    private static final int BATCH = 5_000;
    private static final int PAUSE_MILLIS = 20;
    private static final long LIMIT_SECONDS = 600;
    private static final double NANOS = 1e9;

    private final PrivateServers privateServers;
    private final int messages;

    BookingBenchmark(PrivateServers privateServers, int messages) {
        this.privateServers = privateServers;
        this.messages = messages;
    }

    /**
     * What was measured.
     *
     * @param perSecond messages booked
     * @param perCommit entries of one transaction, on average
     * @param load of the machine before it began
     * @param processors how many each program kept busy
     */
    record Figures(double perSecond, double perCommit, String load, Map<String, Double> processors) {}

    Figures measure() throws IOException, InterruptedException, TimeoutException {
        String load = Machine.load();
        try (SuiteProcesses suite = SuiteProcesses.prepare(SuiteProcesses.Plan.on(privateServers.servers())
                .only(SuiteProcesses.LEDGER)
                .java("-XX:+UseSerialGC"))) {
            publish(suite);
            LedgerDatabase ledgerDatabase = new LedgerDatabase(suite.database(SuiteProcesses.LEDGER));
            suite.service(SuiteProcesses.LEDGER).start(Map.of());
            suite.service(SuiteProcesses.LEDGER).awaitReady();
            long first = await(ledgerDatabase, messages / 4);
            ResourceUsage usage = new ResourceUsage(programs(suite));
            long start = System.nanoTime();
            long last = await(ledgerDatabase, messages);
            double seconds = (System.nanoTime() - start) / NANOS;
            return new Figures(
                    (last - first) / seconds, (double) messages / ledgerDatabase.commits(), load, usage.processors());
        }
    }

    private Map<String, Long> programs(SuiteProcesses suite) {
        Map<String, Long> programs = new LinkedHashMap<>();
        programs.put("cost-ledger", suite.service(SuiteProcesses.LEDGER).pid());
        programs.put("broker", privateServers.brokerPid());
        programs.put("database", privateServers.databasePid());
        programs.put("bench", ProcessHandle.current().pid());
        return programs;
    }

    private static long await(LedgerDatabase ledgerDatabase, long number) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        long booked = ledgerDatabase.entries();
        while (booked < number) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("only " + booked + " of " + number + " booked");
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            booked = ledgerDatabase.entries();
        }
        return booked;
    }

    private void publish(SuiteProcesses suite) throws IOException, TimeoutException, InterruptedException {
        BasicProperties properties = new BasicProperties.Builder()
                .contentType("application/cloudevents+json")
                .deliveryMode(PERSISTENT)
                .build();
        try (Connection connection = suite.vhost().administrator().newConnection("bench");
                Channel channel = connection.createChannel()) {
            channel.confirmSelect();
            for (int i = 1; i <= messages; i++) {
                channel.basicPublish("usage", "feature-" + i % LedgerDatabase.FEATURES, properties, message(i));
                if (i % BATCH == 0 || i == messages) {
                    channel.waitForConfirmsOrDie(CONFIRM_MILLIS);
                }
            }
        }
    }

    private static byte[] message(int i) {
        int user = (int) (i * 48_271L % LedgerDatabase.USERS);
        return """
                        {"specversion":"1.0","id":"%1$s","source":"/warren/classifier","type":"dev.warren.model.called","time":"%2$s",\
                        "datacontenttype":"application/json","userid":"u-%3$d","team":"team-%4$d","data":{"callId":"%1$s",\
                        "event":{"source":"/shop/helpdesk","id":"t-%5$d","type":"ticket.created"},"feature":"feature-%6$d",\
                        "provider":"primary","model":"gpt-4o-mini","inputTokens":%7$d,"cachedInputTokens":0,"outputTokens":58,\
                        "tokensKnown":true,"outcome":"answered","attempt":1,"millis":731}}""".formatted(
                        "call-" + i,
                        Instant.now(),
                        user,
                        user % 20,
                        i,
                        (user + i % 3) % LedgerDatabase.FEATURES,
                        200 + i % 900)
                .getBytes(StandardCharsets.UTF_8);
    }
}
