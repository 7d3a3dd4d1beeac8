package dev.warren.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.rabbitmq.client.Address;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmqpAddressTest {

    @Test
    void partsArePercentDecoded() {
        AmqpAddress address = AmqpAddress.parse("amqp://a%40b:p%3A%2F+%25@broker:1234/my%2Fvhost");

        assertThat(address)
                .isEqualTo(new AmqpAddress(false, List.of(new Address("broker", 1234)), "a@b", "p:/+%", "my/vhost"));
    }

    @Test
    void portAndVhostHaveTheUsualDefaults() {
        assertThat(AmqpAddress.parse("amqp://u:p@broker").nodes()).containsExactly(new Address("broker", 5672));
        assertThat(AmqpAddress.parse("amqps://u:p@broker/").nodes()).containsExactly(new Address("broker", 5671));
        assertThat(AmqpAddress.parse("amqp://u:p@broker/").vhost()).isEqualTo("/");
        assertThat(AmqpAddress.parse("amqps://u:p@broker").tls()).isTrue();
    }

    @Test
    void severalNodesAreSeparatedByCommas() {
        assertThat(AmqpAddress.parse("amqp://u:p@one:1,two/v").nodes())
                .containsExactly(new Address("one", 1), new Address("two", 5672));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "http://u:secret@host",
                "amqp://host",
                "amqp://u@host",
                "amqp://u:secret@",
                "amqp://u:secret@host:x",
                "amqp://u:secret with space@host"
            })
    void whatIsNoAddressIsRefusedNamingTheKeyAndKeepingThePassword(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AmqpAddress.parse(url))
                .withMessageStartingWith("warren.amqp.url ")
                .withMessageNotContaining("secret");
    }

    @Test
    void textHasNoPassword() {
        assertThat(AmqpAddress.parse("amqp://u:secret@host/v")).asString().doesNotContain("secret");
    }
}
