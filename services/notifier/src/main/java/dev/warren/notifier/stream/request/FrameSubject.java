package dev.warren.notifier.stream.request;

/**
 * What a message is about; null where it does not say.
 *
 * @param type the CloudEvents type
 * @param user the user that it belongs to
 * @param team the team that it belongs to
 * @param feature the feature whose outcome it is
 * @param source the source of the business event that it is about
 * @param event the id of the business event that it is about
 * @param replay the replay of history that it was made in; null where it was made live
 * @param summedUp whether another message sums it up for all but those whom it is about
 */
public record FrameSubject(
        String type,
        String user,
        String team,
        String feature,
        String source,
        String event,
        String replay,
        boolean summedUp) {

    /** Of a message that nobody can read. */
    public static final FrameSubject NOTHING = new FrameSubject(null, null, null, null, null, null, null, false);
}
