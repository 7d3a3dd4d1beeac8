package dev.warren.notifier.stream.request;

import io.quarkiverse.resteasy.problem.HttpProblem;

/** What a client gets that asks wrongly. */
final class BadRequestProblem {

    private static final int STATUS = 400;

    private BadRequestProblem() {}

    /** A problem whose detail says what is wrong and what to do. */
    static HttpProblem because(String detail) {
        return HttpProblem.builder()
                .withStatus(STATUS)
                .withTitle("Bad request")
                .withDetail(detail)
                .build();
    }
}
