package dev.warren.notifier.stream;

/**
 * What a message is about; null where it does not say.
 *
 * @param type the CloudEvents type
 * @param user the user that it belongs to
 * @param feature the feature whose outcome it is
 * @param event the id of the business event that it is about
 */
record Subject(String type, String user, String feature, String event) {

    /** Of a message that nobody can read. */
    static final Subject NOTHING = new Subject(null, null, null, null);
}
