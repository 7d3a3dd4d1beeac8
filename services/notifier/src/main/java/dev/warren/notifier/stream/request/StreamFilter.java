package dev.warren.notifier.stream.request;

import dev.warren.contracts.event.Attribution;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a client wants to see: of each parameter one of the values, of the parameters all. A parameter that is not given
 * excludes nothing; one that is given excludes messages that do not say what they are about. Results of a replay of
 * history are seen by those alone who name the replay, as nobody else waits for them; what another message sums up is
 * seen by those alone who name the user, or the team, that it is about.
 *
 * @param users user ids
 * @param teams teams
 * @param features feature names
 * @param sources sources of business events
 * @param events ids of business events
 * @param types CloudEvents types; {@code *} at the end stands for any rest
 * @param replays names of replays; none for what is live
 */
public record StreamFilter(
        Set<String> users,
        Set<String> teams,
        Set<String> features,
        Set<String> sources,
        Set<String> events,
        Set<String> types,
        Set<String> replays)
        implements Predicate<FrameSubject> {

    /** The parameters that it is made of, each repeatable. */
    public static final List<String> PARAMETERS =
            List.of("user", "team", "feature", "source", "event", "type", "replay");

    private static final String WILDCARD = "*";

    /** Takes values literally. */
    public static StreamFilter of(StreamParameters streamParameters) {
        return new StreamFilter(
                streamParameters.all("user"),
                streamParameters.all("team"),
                streamParameters.all("feature"),
                streamParameters.all("source"),
                streamParameters.all("event"),
                streamParameters.all("type"),
                streamParameters.all("replay"));
    }

    @Override
    public boolean test(FrameSubject subject) {
        return subject.type() != null
                && fits(users, subject.user())
                && fits(teams, subject.team())
                && fits(features, subject.feature())
                && fits(sources, subject.source())
                && fits(events, subject.event())
                && (!subject.summedUp() || isNamed(subject))
                && (replays.isEmpty() ? subject.replay() == null : fits(replays, subject.replay()))
                && (types.isEmpty() || types.stream().anyMatch(pattern -> fits(pattern, subject.type())));
    }

    /** Of what fits. */
    private boolean isNamed(FrameSubject subject) {
        return Attribution.UNATTRIBUTED.equals(subject.user()) ? !teams.isEmpty() : !users.isEmpty();
    }

    private static boolean fits(Set<String> wanted, String value) {
        return wanted.isEmpty() || (value != null && wanted.contains(value));
    }

    private static boolean fits(String pattern, String type) {
        return pattern.endsWith(WILDCARD)
                ? type.startsWith(pattern.substring(0, pattern.length() - WILDCARD.length()))
                : type.equals(pattern);
    }
}
