package dev.warren.modelchain.provider.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.modelchain.provider.settings.ProviderRegistry;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GuardSlotsTest {

    @Test
    void thereAreAsManyAsProvidersMayBeAndAllAreAlike() {
        // When
        List<List<String>> guards = Stream.of(GuardSlots.class.getDeclaredClasses())
                .map(GuardSlotsTest::annotations)
                .toList();

        // Then
        assertThat(guards).hasSize(ProviderRegistry.MOST);
        assertThat(guards.stream().distinct()).hasSize(1);
    }

    private static List<String> annotations(Class<?> slot) {
        String number = slot.getSimpleName().replace("Slot", "");
        return Stream.of(slot.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .flatMap(GuardSlotsTest::annotations)
                .map(annotation -> annotation.replace(GuardSlots.BREAKER + number, GuardSlots.BREAKER))
                .sorted()
                .toList();
    }

    private static Stream<String> annotations(Method method) {
        return Arrays.stream(method.getDeclaredAnnotations()).map(each -> method.getName() + " " + each);
    }
}
