package dev.warren.notifier.stream;

/** Why a log does not go on where a client was. */
enum StreamGap {
    /** The messages behind the position, or the one that it names, are not kept any more: some may be missed. */
    EXPIRED("expired"),
    /** The position is of another log, or of none: what has come in that log since is out of reach. */
    OTHER_LOG("other-log");

    private final String code;

    StreamGap(String code) {
        this.code = code;
    }

    /** As clients read it. */
    String code() {
        return code;
    }
}
