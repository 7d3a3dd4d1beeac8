package dev.warren.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceListTest {

    private static final String LIST = """
            services:
              door:
                type: service
                port: 8081
                queues: [inbox]
              translator: # the third
                type: ai-consumer
                port: 8082
            exchanges: [inbox, events, results, usage, holds, alerts, dead-letters]
            streams:
              events.log:
                of: [events]
                bytes: 5000000
            """;

    @Test
    void whatTheListDoesNotSayFollowsFromTheType() {
        ServiceList list = ServiceList.parse(LIST);

        assertThat(list.names()).containsExactly("door", "translator");
        assertThat(list.aiConsumers()).containsExactly("translator");
        assertThat(list.named("door").database()).isFalse();
        assertThat(list.named("door").memory()).isEqualTo("256m");
        assertThat(list.named("translator").database()).isTrue();
        assertThat(list.named("translator").memory()).isEqualTo("400m");
        assertThat(list.named("translator").queues()).containsExactly("events");
        assertThat(list.named("translator").reads()).containsExactly("events.log", "budgets.rules");
        assertThat(list.streams())
                .containsExactly(new ListedStream("events.log", List.of("events"), "#", "", 5_000_000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "port: 8082         | port: 8081        | line 8: services.translator.port: 8081 is taken by door",
                "port: 8082         | port: 9081        | line 8: services.translator.port: '9081' is not a port from 1000 to 8535",
                "port: 8082         | port: 7081        | line 8: services.translator.port: 8081 is taken by door",
                "port: 8082         | port: 8090        | line 8: services.translator.port: 8090 is taken by the demo's model",
                "port: 8082         | port: eighty      | line 8: services.translator.port: 'eighty' is not a port from 1000 to 8535",
                "port: 8082         | prot: 8082        | line 8: services.translator.prot is unknown; below services.translator there are type, port, memory",
                "port: 8082         | prot: 8082        | line 6: services.translator.port is missing; it is a port",
                "port: 8082         | port: [8082]      | line 8: services.translator.port: '[8082]' is not a port",
                "port: 8082         | port: 8082: 1     | line 8: port: 8082: 1 needs single quotes",
                "translator:        | door:             | line 6: door is there already, in line 2",
                "translator:        | Translator:       | line 6: services.Translator is no name for a service: small letters",
                "translator:        | a-name-that-is-longer-than-it-may: | line 6: services.a-name-that-is-longer-than-it-may is no name",
                "translator:        | producer:         | line 6: services.producer is no name for a service: the word means something else",
                "translator:        | amqp:             | line 6: services.amqp is no name for a service: the word",
                "translator:        | new:              | line 6: services.new is no name for a service: the word",
                "translator:        | do-or:            | line 6: services.do-or is too much like door: both would have one package",
                "type: ai-consumer  | type: consumer    | line 7: services.translator.type: 'consumer' is not ai-consumer or service",
                "type: ai-consumer  | typ               | line 7: 'typ' is not written as 'key: value', indented by two blanks",
                "type: ai-consumer  | '  type: x'       | line 7: type is indented too far",
                "type: ai-consumer  | type: service     | line 6: services.translator.queues is missing; it is a list",
                "port: 8082         | queues: [events]  | line 8: services.translator.queues is not for an AI consumer",
                "port: 8081         | requests: [inbox] | line 4: services.door.requests: 'inbox' is the first queue, which retries go to",
                "queues: [inbox]    | queues: []        | line 5: services.door.queues is empty",
                "queues: [inbox]    | memory: 256m      | line 2: services.door.queues is missing",
                "queues: [inbox]    | queues: [in]      | line 5: services.door.queues: 'in' is none of inbox, events",
                "queues: [inbox]    | reads: [log]      | line 5: services.door.reads: 'log' is none of events.log",
                "queues: [inbox]    | memory: lots      | line 5: services.door.memory: 'lots' is not a heap such as 256m",
                "queues: [inbox]    | database: yes     | line 5: services.door.database: 'yes' is not true or false",
                "inbox, events,     | inbox,            | line 9: exchanges: events is missing, which services need",
                "of: [events]       | of: [event]       | line 12: streams.events.log.of: 'event' is none of inbox",
                "bytes: 5000000     | keep: forever     | line 13: streams.events.log.keep: 'forever' is not a time such as 7D",
                "streams:           | stream:           | line 10: stream is unknown; at the top there are services, exchanges, streams"
            })
    void aFaultIsNamedWithItsLineAndKey(String right, String wrong, String fault) {
        String list = LIST.replace(right, wrong);

        assertThatThrownBy(() -> ServiceList.parse(list))
                .isInstanceOf(ServiceListException.class)
                .hasMessageContaining("infra/services.yaml, " + fault);
    }

    @Test
    void allFaultsAreToldAtOnce() {
        String list = LIST.replace("port: 8082", "port: 8081")
                .replace("[inbox]", "[in]")
                .replace("[events]", "[event]");

        assertThatThrownBy(() -> ServiceList.parse(list)).message().hasLineCount(3);
    }
}
