package dev.warren.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KnownSettingsKeysTest {

    @ConfigMapping(prefix = "warren.stock")
    interface Stock {

        int shelves();

        Map<String, Item> items();

        interface Item {

            List<String> colours();
        }
    }

    @BeforeEach
    void mappings() {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder();
        new KnownSettingsKeys().configBuilder(builder);
        builder.withMapping(Stock.class);
    }

    @Test
    void whatAMappingHasIsKnown() {
        assertThat(KnownSettingsKeys.unknown(Set.of(
                        "warren.stock.shelves",
                        "warren.stock.items.table.colours[0]",
                        "warren.stock.items.\"a.b\".colours[1]",
                        "warren.providers",
                        "quarkus.log.level")))
                .isEmpty();
    }

    @Test
    void providersThatMayDoWithoutTheirPrefixAreKnownByTheirOwnKeys() {
        // Given
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder();
        new KnownSettingsKeys().configBuilder(builder);
        builder.withMapping(Providers.class);

        // When / Then
        assertThat(KnownSettingsKeys.unknown(Set.of(
                        "warren.chain[0]", "warren.primary.url", "warren.providers.cheap.url", "warren.secondary.ulr")))
                .containsExactly("warren.secondary.ulr is unknown; below warren.secondary there are url");
    }

    @ConfigMapping(prefix = "warren.providers")
    interface Providers {

        @WithParentName
        Map<String, Endpoint> endpoints();

        interface Endpoint {

            Optional<String> url();
        }
    }

    @Test
    void aKeyOfAnEarlierVersionIsToldItsNewName() {
        assertThat(KnownSettingsKeys.unknown(
                        Set.of("warren.amqp.hold-limit", "warren.primary.max-rest", "warren.providers.cheap.max-rest")))
                .containsExactly(
                        "warren.amqp.hold-limit is called warren.amqp.message-timeout now",
                        "warren.primary.max-rest is called max-retry-after now",
                        "warren.providers.cheap.max-rest is called max-retry-after now");
    }

    @Test
    void anUnknownKeyIsToldOnceWithWhatCouldStandInItsPlace() {
        assertThat(KnownSettingsKeys.unknown(Set.of(
                        "warren.stock.shelfs",
                        "warren.stock.items.table.colour[0]",
                        "warren.stock.items.table.colour[1]",
                        "warren.stok.shelves")))
                .containsExactly(
                        "warren.stock.items.table.colour is unknown; below warren.stock.items.table there are colours",
                        "warren.stock.shelfs is unknown; below warren.stock there are items, shelves",
                        "warren.stok is unknown; below warren there are chain, providers, stock");
    }
}
