package dev.warren.http.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestGuardRulesTest {

    private final AllowedHosts hosts = new AllowedHosts(List.of("warren.example.com", "*.svc.cluster.local"));
    private final AllowedOrigins origins =
            new AllowedOrigins(List.of("https://app.example.com", "/http://localhost(:[0-9]+)?/"));

    @Test
    void loopbackNamesAddressesAndConfiguredNamesAreAnswered() {
        assertThat(List.of(
                        "localhost:8081",
                        "LOCALHOST",
                        "warren.localhost:1",
                        "127.0.0.1:8081",
                        "10.1.2.3",
                        "[::1]:8081",
                        "Warren.example.com:443",
                        "intake.warren.svc.cluster.local"))
                .allMatch(hosts::accept);
    }

    @Test
    void namesThatOnlyLookLikeThemAreNot() {
        assertThat(List.of(
                        "rebound.example",
                        "localhost.example",
                        "notlocalhost",
                        "127.0.0.1.example",
                        "www.warren.example.com",
                        "svc.cluster.local",
                        "evilsvc.cluster.local",
                        "warren.example.com@evil.example",
                        ""))
                .noneMatch(hosts::accept);
    }

    @Test
    void allowedOriginsAreAllowedAsAWhole() {
        assertThat(List.of("https://app.example.com", "http://localhost:3000")).allMatch(origins::allow);
        assertThat(List.of(
                        "http://app.example.com",
                        "https://app.example.com.evil.example",
                        "http://localhost:3000.evil.example",
                        "null",
                        ""))
                .noneMatch(origins::allow);
    }

    @Test
    void aServiceOwnsThePagesOfItsOwnAuthority() {
        assertThat(AllowedOrigins.isSame("http://localhost:8081", "LOCALHOST:8081"))
                .isTrue();
        assertThat(AllowedOrigins.isSame("https://warren.example.com", "warren.example.com:443"))
                .isTrue();
        assertThat(AllowedOrigins.isSame("https://warren.example.com", "warren.example.com"))
                .isTrue();
        assertThat(AllowedOrigins.isSame("http://localhost:3000", "localhost:8081"))
                .isFalse();
        assertThat(AllowedOrigins.isSame("http://localhost", "localhost:8081")).isFalse();
        assertThat(AllowedOrigins.isSame("null", "null")).isFalse();
    }

    @Test
    void anOriginThatWouldLetEveryPageInIsNoSetting() {
        assertThatThrownBy(() -> new AllowedOrigins(List.of("*"))).hasMessageContaining("warren.http.allowed-origins");
        assertThatThrownBy(() -> new AllowedOrigins(List.of("app.example.com")))
                .hasMessageContaining("is not an origin");
    }

    @Test
    void eventsWithoutDataNeedNoContentType() {
        assertThat(needPreflight(HttpMethod.POST, "ce-id", "1")).isTrue();
        assertThat(needPreflight(HttpMethod.POST, "accept", "x")).isFalse();
        assertThat(needPreflight(HttpMethod.DELETE, "accept", "x")).isTrue();
        assertThat(needPreflight(HttpMethod.DELETE, "content-type", "text/plain"))
                .isFalse();
        assertThat(needPreflight(HttpMethod.PUT, "content-type", "Application/JSON ;charset=utf-8"))
                .isTrue();
        assertThat(needPreflight(HttpMethod.POST, "content-type", "text/plain ;a=application/json"))
                .isFalse();
    }

    @Test
    void anAddressIsUtf8WithoutNul() {
        assertThat(List.of("/v1/events/a%2Fb?x=%C3%BC+1", "/", "*", "/%25")).allMatch(RequestTarget::isReadable);
        assertThat(List.of("/%00", "/?a=%00", "/%", "/%1", "/%zz", "/%C3", "/%ff", "/%C0%80", "/%ED%A0%80", "/ü"))
                .noneMatch(RequestTarget::isReadable);
    }

    private static boolean needPreflight(HttpMethod method, String header, String value) {
        return AllowedMediaTypes.needPreflight(
                method, MultiMap.caseInsensitiveMultiMap().add(header, value));
    }
}
