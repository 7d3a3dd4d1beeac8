package dev.warren.notifier.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The event was published again with other content.
 *
 * @param at when that was accepted
 * @param publication which publication it was; absent where not known
 * @param content the fingerprint of the other content
 * @param earlier the fingerprint of the content that was there before
 * @param resolutions by feature, what was done about it: {@code kept} or {@code new-revision}. A feature that had no
 *     answer yet has worked on the other content and is not among them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ContentConflict(
        Instant at, String publication, String content, String earlier, Map<String, String> resolutions) {

    /** One for each content but the first, in the order in which they came. */
    static List<ContentConflict> among(List<TimelineRow> facts) {
        List<TimelineRow> known = facts.stream()
                .filter(fact -> fact.content != null && fact.replay == null)
                .toList();
        String first = known.stream()
                .filter(fact -> fact.resolution == null)
                .map(fact -> fact.content)
                .findFirst()
                .orElse(null);
        return known.stream()
                .filter(fact -> fact.resolution != null || !fact.content.equals(first))
                .collect(Collectors.groupingBy(fact -> fact.content, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(ofOneContent -> of(ofOneContent, first))
                .toList();
    }

    private static ContentConflict of(List<TimelineRow> facts, String first) {
        Map<String, String> resolutions = new TreeMap<>();
        facts.stream()
                .filter(fact -> fact.resolution != null)
                .forEach(fact -> resolutions.put(fact.feature, fact.resolution));
        return new ContentConflict(
                facts.getFirst().at,
                any(facts, fact -> fact.publication),
                facts.getFirst().content,
                facts.getFirst().answered == null ? first : facts.getFirst().answered,
                resolutions);
    }

    private static String any(List<TimelineRow> facts, Function<TimelineRow, String> value) {
        return facts.stream().map(value).filter(Objects::nonNull).findFirst().orElse(null);
    }
}
