package dev.warren.intake.http;

import dev.warren.intake.accept.NotConfirmedException;
import dev.warren.intake.event.EventRefusal;
import dev.warren.intake.event.EventRefusedException;
import dev.warren.messaging.codec.ContentEncoding;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.time.Duration;

/** What a client is told whose events were not let in (RFC 9457). */
final class IntakeProblems {

    /** The start of every problem's {@code type}; the code follows. */
    static final String TYPE = "urn:warren:problem:";

    private static final String BUSY = "busy";
    private static final String SUPPORTED = "supported";
    private static final String NOT_CONFIRMED = "not-confirmed";

    private IntakeProblems() {}

    /** Names every fault. */
    static HttpProblem of(EventRefusedException refused) {
        HttpProblem.Builder problem = HttpProblem.builder()
                .withType(URI.create(TYPE + refused.refusal().code()))
                .withTitle(refused.refusal().title())
                .withStatus(status(refused.refusal()))
                .withDetail("Nothing was published. Faults found: "
                        + refused.faults().size())
                .with("faults", refused.faults());
        return switch (refused.refusal()) {
            case UNSUPPORTED_MEDIA_TYPE -> supported(problem).build();
            case UNSUPPORTED_ENCODING ->
                problem.with(SUPPORTED, ContentEncoding.SUPPORTED)
                        .withHeader(HttpHeaders.ACCEPT_ENCODING, String.join(", ", ContentEncoding.SUPPORTED))
                        .build();
            default -> problem.build();
        };
    }

    /** Says when to come again. */
    static HttpProblem busy(Duration retryAfter) {
        return HttpProblem.builder()
                .withType(URI.create(TYPE + BUSY))
                .withTitle("The service is at capacity")
                .withStatus(503)
                .withDetail("Nothing was published: the service is at capacity. Send the request again later.")
                .withHeader(HttpHeaders.RETRY_AFTER, seconds(retryAfter))
                .build();
    }

    /** Says what is certain and what to do. */
    static HttpProblem of(NotConfirmedException failure, Duration retryAfter) {
        return HttpProblem.builder()
                .withType(URI.create(TYPE + NOT_CONFIRMED))
                .withTitle("The broker did not confirm")
                .withStatus(503)
                .withDetail("Confirmed: " + failure.confirmed() + " of " + failure.total()
                        + ". Send the whole request again: events that arrived are recognised by source and id.")
                .withHeader(HttpHeaders.RETRY_AFTER, seconds(retryAfter))
                .build();
    }

    private static long seconds(Duration retryAfter) {
        return Math.max(1, retryAfter.toSeconds());
    }

    private static HttpProblem.Builder supported(HttpProblem.Builder problem) {
        return problem.with(SUPPORTED, ContentMode.SUPPORTED)
                .withHeader(
                        HttpHeaders.ACCEPT,
                        "application/cloudevents+json, application/cloudevents-batch+json, application/json");
    }

    private static int status(EventRefusal eventRefusal) {
        return switch (eventRefusal) {
            case INVALID_EVENT, UNMAPPED -> 400;
            case TOO_LARGE -> 413;
            case UNSUPPORTED_MEDIA_TYPE, UNSUPPORTED_ENCODING -> 415;
        };
    }
}
