package dev.warren.contracts.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * The data of a message that a call for which money was reserved has not been made and will not be.
 *
 * @param callId the call's id
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record HoldReleased(String callId) {

    /** The CloudEvents {@code type} of a release. */
    public static final String TYPE = "dev.warren.hold.released";
}
