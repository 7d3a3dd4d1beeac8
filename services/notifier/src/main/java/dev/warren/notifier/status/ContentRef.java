package dev.warren.notifier.status;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Which of an event's publications and contents a fact is about. As a result's {@code conflict} it is read in words, so
 * that a resolution that is not known here is kept as well.
 *
 * @param publication which publication; null where not known
 * @param content the fingerprint of its content; null where not known
 * @param answered the fingerprint of the earlier content that it is in conflict with; null where with none
 * @param resolution what was done about that; null where there is no conflict
 * @param revision which revision of the event a result is of; null for the first
 */
@RegisterForReflection
record ContentRef(String publication, String content, String answered, String resolution, Integer revision) {

    static final ContentRef NONE = new ContentRef(null, null, null, null, null);

    static ContentRef published(String publication, String content) {
        return new ContentRef(publication, content, null, null, null);
    }
}
