package dev.warren.notifier.stream;

import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a client wants to see: of each parameter one of the values, of the parameters all. A parameter that is not given
 * excludes nothing; one that is given excludes messages that do not say what they are about. Results of a replay of
 * history are seen by those alone who name the replay, as nobody else waits for them.
 *
 * @param users user ids
 * @param features feature names
 * @param events ids of business events
 * @param types CloudEvents types; {@code *} at the end stands for any rest
 * @param replays names of replays; none for what is live
 */
record Filter(Set<String> users, Set<String> features, Set<String> events, Set<String> types, Set<String> replays)
        implements Predicate<Subject> {

    private static final String WILDCARD = "*";
    private static final int MAX_VALUES = 100;
    private static final int MAX_LENGTH = 1024;

    /**
     * Reads the parameters {@code user}, {@code feature}, {@code event}, {@code type} and {@code replay}, each
     * repeatable or a list with commas.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem if there are too many or too long values
     */
    static Filter of(MultiMap parameters) {
        return new Filter(
                values(parameters, "user"),
                values(parameters, "feature"),
                values(parameters, "event"),
                values(parameters, "type"),
                values(parameters, "replay"));
    }

    @Override
    public boolean test(Subject subject) {
        return subject.type() != null
                && fits(users, subject.user())
                && fits(features, subject.feature())
                && fits(events, subject.event())
                && (replays.isEmpty() ? subject.replay() == null : fits(replays, subject.replay()))
                && (types.isEmpty() || types.stream().anyMatch(pattern -> fits(pattern, subject.type())));
    }

    private static boolean fits(Set<String> wanted, String value) {
        return wanted.isEmpty() || (value != null && wanted.contains(value));
    }

    private static boolean fits(String pattern, String type) {
        return pattern.endsWith(WILDCARD)
                ? type.startsWith(pattern.substring(0, pattern.length() - WILDCARD.length()))
                : type.equals(pattern);
    }

    private static Set<String> values(MultiMap parameters, String name) {
        List<String> values = parameters.getAll(name).stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
        if (values.size() > MAX_VALUES || values.stream().anyMatch(value -> value.length() > MAX_LENGTH)) {
            throw BadRequest.because("The filter '%s' takes up to %d values of up to %d characters each."
                    .formatted(name, MAX_VALUES, MAX_LENGTH));
        }
        return values.stream().collect(Collectors.toUnmodifiableSet());
    }
}
