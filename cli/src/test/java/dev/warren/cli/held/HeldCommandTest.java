package dev.warren.cli.held;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.cli.FakeSuite;
import dev.warren.cli.FakeSuite.Ran;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeldCommandTest {

    private static final String HELD = "/v1/held";
    private static final String NOTHING = """
            {"service":"%s","asOf":"2026-11-20T17:59:59Z","events":0,"waiting":[]}""";

    private static FakeSuite suite;

    @BeforeAll
    static void start() {
        suite = new FakeSuite();
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    @BeforeEach
    void nothingWaits() {
        suite.reset();
        suite.answer(FakeSuite.CLASSIFIER, get(HELD), NOTHING.formatted("classifier"));
        suite.answer(FakeSuite.SUMMARIZER, get(HELD), NOTHING.formatted("summarizer"));
    }

    @Test
    void whatWaitsIsShownWithWhatItWouldTake() {
        // Given
        suite.answer(FakeSuite.CLASSIFIER, get(HELD), """
                {"service":"classifier","asOf":"2026-11-20T17:59:59Z","events":41,"waiting":[
                 {"budget":"each-user","accounts":37,"feature":"ticket-triage","why":"exhausted","events":40,
                  "oldest":"2026-11-19T14:00:00Z","needed":"0.50","currency":"USD"},
                 {"budget":"team-emea","account":"team-emea team=emea+%2F+north","accounts":1,"feature":"tone",
                  "why":"busy","events":1,"oldest":"2026-11-20T17:58:00Z","needed":"0.0123","currency":"USD"}]}""");
        suite.answer(FakeSuite.SUMMARIZER, get(HELD), """
                {"service":"summarizer","asOf":"2026-11-20T17:59:59Z","events":2,"waiting":[
                 {"budget":"everything","account":"everything","accounts":1,"feature":"digest","why":"unpriced",
                  "events":2,"oldest":"2026-11-20T17:00:00Z"}]}""");

        // When
        Ran ran = suite.run("held");

        // Then
        assertThat(ran.out()).isEqualTo("""
                BUDGET      FOR                FEATURE        WHY       EVENTS     OLDEST      NEEDED
                each-user   37 accounts        ticket-triage  spent         40    1 d 4 h     0.5 USD
                team-emea   team emea / north  tone           reserved       1      2 min  0.0123 USD
                everything  -                  digest         no price       2  1 h 0 min     a price
                """);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
    }

    @Test
    void thatNothingWaitsIsSaid() {
        assertThat(suite.run("held").out()).isEqualTo("No event waits for a budget.\n");
    }

    @Test
    void aServiceThatDoesNotAnswerIsNamedAndTheOthersAreShown() {
        // Given
        suite.silence(FakeSuite.SUMMARIZER);

        // When
        Ran ran = suite.run("held", "--json");

        // Then
        assertThat(ran.out()).contains("\"service\" : \"classifier\"").contains("\"missing\"");
        assertThat(ran.err()).contains("summarizer");
        assertThat(ran.code()).isEqualTo(5);
    }
}
