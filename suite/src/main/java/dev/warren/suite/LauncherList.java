package dev.warren.suite;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.Predicate;

/** The list as the launcher's shell reads it, and the check sum by which the launcher sees that it is out of date. */
final class LauncherList {

    private static final int TOP = 24;
    private static final int BITS = 8;
    private static final int BYTE = 0xff;
    private static final int POLYNOMIAL = 0x04C11DB7;

    private final ServiceList list;
    private final String yaml;

    LauncherList(ServiceList list, String yaml) {
        this.list = list;
        this.yaml = yaml;
    }

    String script() {
        return """
                # shellcheck shell=bash
                # The services as the launcher needs them; written by ./warren generate from infra/services.yaml.

                readonly LISTED_FROM='%s'
                readonly SERVICES=(%s)
                readonly HTTP_PORTS=(%s)
                readonly AI_CONSUMERS=(%s)
                readonly DATABASE_SERVICES=(%s)
                """.formatted(
                        checkSum(yaml.getBytes(StandardCharsets.UTF_8)),
                        each(service -> true, ListedService::name),
                        each(service -> true, service -> Integer.toString(service.port())),
                        each(ListedService::isAiConsumer, ListedService::name),
                        each(ListedService::database, ListedService::name));
    }

    private String each(Predicate<ListedService> which, Function<ListedService, String> what) {
        return list.services().stream().filter(which).map(what).collect(joining(" "));
    }

    /** As the program {@code cksum} prints it, which is wherever a shell is. */
    private static String checkSum(byte[] bytes) {
        int sum = 0;
        for (byte next : bytes) {
            sum = add(sum, next);
        }
        for (int rest = bytes.length; rest != 0; rest >>>= BITS) {
            sum = add(sum, rest);
        }
        return Integer.toUnsignedString(~sum) + " " + bytes.length;
    }

    private static int add(int sum, int next) {
        int added = sum ^ ((next & BYTE) << TOP);
        for (int bit = 0; bit < BITS; bit++) {
            added = (added << 1) ^ (added < 0 ? POLYNOMIAL : 0);
        }
        return added;
    }
}
