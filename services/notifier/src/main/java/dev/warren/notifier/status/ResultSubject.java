package dev.warren.notifier.status;

import dev.warren.contracts.v1.EventRef;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a result is about. All that is read of its data, so that results of kinds that are not known here are kept as
 * well.
 *
 * @param event the event that was worked on
 * @param feature the feature's name
 * @param replay the replay of history that it was made in; null where it was made live
 * @param conflict what it is in conflict with; null where with nothing
 */
@RegisterForReflection
record ResultSubject(EventRef event, String feature, String replay, ContentRef conflict) {

    ResultSubject {
        if (event == null || event.source() == null || event.id() == null || event.type() == null || feature == null) {
            throw new IllegalArgumentException("a result must name its event and its feature");
        }
    }
}
