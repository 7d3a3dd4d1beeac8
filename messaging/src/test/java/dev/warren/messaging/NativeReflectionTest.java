package dev.warren.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.contracts.v1.Alert;
import dev.warren.contracts.v1.AnswerReused;
import dev.warren.contracts.v1.BudgetRules;
import dev.warren.contracts.v1.BudgetState;
import dev.warren.contracts.v1.HoldDecided;
import dev.warren.contracts.v1.HoldReleased;
import dev.warren.contracts.v1.HoldRequested;
import dev.warren.contracts.v1.ModelCalled;
import dev.warren.contracts.v1.Result;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NativeReflectionTest {

    @Test
    void whatTheMessagesAreMadeOfIsRegisteredWithoutAGap() {
        // Given
        Set<Class<?>> crossing = new HashSet<>();
        List.of(
                        Alert.class,
                        AnswerReused.class,
                        BudgetRules.class,
                        BudgetState.class,
                        HoldDecided.class,
                        HoldReleased.class,
                        HoldRequested.class,
                        ModelCalled.class,
                        Result.class)
                .forEach(data -> visit(data, crossing));

        // When
        RegisterForReflection registered = NativeReflection.class.getAnnotation(RegisterForReflection.class);

        // Then
        assertThat(registered.targets()).contains(crossing.toArray(Class<?>[]::new));
    }

    /** Collects a type of the contracts and those that it is made of. */
    private static void visit(Type type, Set<Class<?>> found) {
        if (type instanceof ParameterizedType generic) {
            List.of(generic.getActualTypeArguments()).forEach(argument -> visit(argument, found));
        } else if (type instanceof Class<?> data && data.getPackage() == Result.class.getPackage() && found.add(data)) {
            if (data.isRecord()) {
                List.of(data.getRecordComponents()).stream()
                        .map(RecordComponent::getGenericType)
                        .forEach(part -> visit(part, found));
            }
            if (data.isSealed()) {
                List.of(data.getPermittedSubclasses()).forEach(kind -> visit(kind, found));
            }
        }
    }
}
