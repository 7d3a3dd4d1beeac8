package dev.warren.aiconsumer.replay;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** The resource as a person uses it. */
public final class ReplayClient {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private ReplayClient() {}

    /** A request for everything of a history, with further fields as names and values. */
    static Map<String, Object> request(String name, History history, Object... further) {
        Map<String, Object> request = new HashMap<>(Map.of(
                "name",
                name,
                "feature",
                "tone",
                "from",
                history.from().toString(),
                "to",
                history.to().toString(),
                "rate",
                100,
                "by",
                "ada"));
        for (int i = 0; i < further.length; i += 2) {
            request.put((String) further[i], further[i + 1]);
        }
        return request;
    }

    static ValidatableResponse post(Map<String, Object> request) {
        return given().contentType(ContentType.JSON)
                .body(request)
                .when()
                .post("/v1/replays")
                .then();
    }

    static void begin(Map<String, Object> request) {
        post(request).statusCode(201);
    }

    static ValidatableResponse abort(String name) {
        return given().contentType(ContentType.JSON)
                .when()
                .post("/v1/replays/{name}/abort", name)
                .then();
    }

    static JsonPath get(String name) {
        return when().get("/v1/replays/{name}", name)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    public static JsonPath awaitState(String name, String state) {
        return await(name, replay -> replay.getString("state").equals(state));
    }

    static JsonPath await(String name, Predicate<JsonPath> condition) {
        return Awaitility.await(name)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> get(name), condition);
    }
}
