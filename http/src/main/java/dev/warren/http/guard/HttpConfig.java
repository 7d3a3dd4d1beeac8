package dev.warren.http.guard;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Access to a service over HTTP: allowed hosts and origins, timeouts and connection limits. */
@ConfigMapping(prefix = "warren.http")
public interface HttpConfig {

    /**
     * Names by which the service may be addressed besides {@code localhost}, names below it and IP addresses, which
     * always work: {@code warren.example.com}, or {@code *.svc.cluster.local} for every name below. Ports do not count.
     */
    Optional<List<String>> allowedHosts();

    /**
     * Origins of web pages that may ask, besides pages that the service serves itself: {@code https://app.example.com},
     * or a regular expression between slashes. They get CORS headers too.
     */
    Optional<List<String>> allowedOrigins();

    /** How long a connection may take for the head of a request, from its first byte or from the connection on. */
    @WithDefault("10s")
    Duration headTimeout();

    /** How long a request may take for its body. */
    @WithDefault("60s")
    Duration bodyTimeout();

    /**
     * How many connections one address (of IPv6, one /64 network; of loopback, all together) may have at a port; the
     * next one is closed. Behind a proxy all have its address.
     */
    @WithDefault("2048")
    int maxConnectionsPerAddress();
}
