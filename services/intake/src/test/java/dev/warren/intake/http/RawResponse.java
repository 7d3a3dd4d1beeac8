package dev.warren.intake.http;

import java.nio.charset.StandardCharsets;

/**
 * What the server said.
 *
 * @param status 0 where it said nothing
 * @param head its headers
 * @param body the rest
 */
record RawResponse(int status, String head, String body) {

    private static final String END_OF_HEAD = "\r\n\r\n";

    static RawResponse of(byte[] bytes) {
        String all = new String(bytes, StandardCharsets.UTF_8);
        int end = all.indexOf(END_OF_HEAD);
        return end < 0
                ? new RawResponse(0, all, "")
                : new RawResponse(
                        Integer.parseInt(all.split(" ", 3)[1]),
                        all.substring(0, end),
                        all.substring(end + END_OF_HEAD.length()));
    }
}
