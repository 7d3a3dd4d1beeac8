package dev.warren.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.contracts.event.Attribution;
import dev.warren.contracts.v1.EventRef;
import dev.warren.contracts.v1.Outcome;
import dev.warren.contracts.v1.Result;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContractCodecTest {

    private static final Attribution WHO = new Attribution("u-42", "emea");
    private static final EventRef EVENT = new EventRef("/shop/helpdesk", "t-1001", "ticket.created");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T10:00:00Z"), ZoneOffset.UTC);

    @Test
    void theSameResultHasTheSameIdWheneverItIsSaidAgain() {
        // Given
        Result once = Result.held(EVENT, "ticket-triage", "classification", "budget-exhausted", null);
        Result again = Result.held(EVENT, "ticket-triage", "classification", "other words", CLOCK.instant());

        // When
        String first = ContractCodec.result("classifier", once, Outcome.HELD, WHO, CLOCK)
                .getId();
        String second = ContractCodec.result(
                        "classifier", again, Outcome.HELD, WHO, Clock.offset(CLOCK, Duration.ofDays(1)))
                .getId();

        // Then: the id that version 1 has given to this result for ever
        assertThat(first).isEqualTo(second).isEqualTo("1b1e6910-3300-3892-9f9b-48b87a984f40");
    }

    @Test
    void everyDifferentResultHasAnIdOfItsOwn() {
        // When
        Stream<String> ids = Stream.of(
                idOf(EVENT, "ticket-triage", Outcome.HELD),
                idOf(EVENT, "ticket-triage", Outcome.COMPLETED),
                idOf(EVENT, "mail-routing", Outcome.HELD),
                idOf(new EventRef("/shop/helpdesk", "t-1002", "ticket.created"), "ticket-triage", Outcome.HELD),
                idOf(new EventRef("/shop", "t-1001", "ticket.created"), "ticket-triage", Outcome.HELD),
                idOf(new EventRef("/shop/helpdeskt", "-1001", "ticket.created"), "ticket-triage", Outcome.HELD));

        // Then
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void aResultOfAReplayIsAnotherMessageThanTheLiveOne() {
        // Given
        Result live = result("ticket-triage");

        // When
        Stream<String> ids = Stream.of(live, live.inReplay("better-prompt"), live.inReplay("better-model"))
                .map(result -> ContractCodec.result("classifier", result, Outcome.HELD, WHO, CLOCK)
                        .getId());

        // Then
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(live.inReplay("")).isEqualTo(live);
        assertThat(live.inReplay("better-prompt").inReplay(null)).isEqualTo(live);
    }

    @Test
    void whoTheSpendIsForIsCarriedOver() {
        // Given
        CloudEvent event = CloudEventBuilder.v1()
                .withId("t-1")
                .withSource(URI.create("/shop"))
                .withType("ticket.created")
                .withExtension("userid", 42)
                .build();

        // When
        Attribution who = Attribution.of(event);

        // Then
        assertThat(who).isEqualTo(new Attribution("42", null));
        assertThat(ContractCodec.result("classifier", result("f"), Outcome.HELD, who, CLOCK)
                        .getExtension("userid"))
                .isEqualTo("42");
    }

    @Test
    void anEventThatNamesNoUserIsUnattributed() {
        // Given
        CloudEvent event = CloudEventBuilder.v1()
                .withId("t-1")
                .withSource(URI.create("/shop"))
                .withType("ticket.created")
                .build();

        // When / Then
        assertThat(Attribution.of(event)).isEqualTo(new Attribution(Attribution.UNATTRIBUTED, null));
    }

    @Test
    void dataOfAnotherShapeIsRefusedWithTheMessagesId() {
        // Given
        List<CloudEvent> broken = Stream.of("[]", "7", "{", "{\"kind\":\"poem\",\"output\":7}")
                .map(data -> CloudEventBuilder.v1()
                        .withId("r-1")
                        .withSource(URI.create("/warren/classifier"))
                        .withType(Outcome.COMPLETED.type())
                        .withData("application/json", data.getBytes(StandardCharsets.UTF_8))
                        .build())
                .toList();

        // When / Then
        assertThat(broken).allSatisfy(event -> assertThatThrownBy(() -> ContractCodec.data(event, Result.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("r-1"));
    }

    @Test
    void aResultOfAKindThatIsNotKnownIsReadAndWrittenAsItIs() {
        // Given
        String poem = "{\"verses\":[\"Roses\",1.50],\"rhymes\":null}";
        CloudEvent event = CloudEventBuilder.v1()
                .withId("r-1")
                .withSource(URI.create("/warren/poet"))
                .withType(Outcome.COMPLETED.type())
                .withData(
                        "application/json",
                        ("{\"kind\":\"poem\",\"output\":" + poem + "}").getBytes(StandardCharsets.UTF_8))
                .build();

        // When
        Result result = ContractCodec.data(event, Result.class);

        // Then
        assertThat(result.kind()).isEqualTo("poem");
        assertThat(new String(ContractCodec.withData(event, result).getData().toBytes(), StandardCharsets.UTF_8))
                .contains("\"output\":" + poem);
    }

    @Test
    void aMessageWithoutDataIsRefusedWithItsId() {
        // Given
        CloudEvent event = CloudEventBuilder.v1()
                .withId("r-1")
                .withSource(URI.create("/warren/classifier"))
                .withType(Outcome.COMPLETED.type())
                .build();

        // When / Then
        assertThatThrownBy(() -> ContractCodec.data(event, Result.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("r-1");
    }

    private static String idOf(EventRef event, String feature, Outcome outcome) {
        Result result = Result.held(event, feature, "classification", "x", null);
        return ContractCodec.result("classifier", result, outcome, WHO, CLOCK).getId();
    }

    private static Result result(String feature) {
        return Result.held(EVENT, feature, "classification", "x", null);
    }
}
