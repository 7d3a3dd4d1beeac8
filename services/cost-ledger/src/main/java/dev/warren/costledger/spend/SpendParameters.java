package dev.warren.costledger.spend;

import dev.warren.costledger.http.PageRequest;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The query parameters of a question, as they came. */
public class SpendParameters {

    static final String BY = "by";
    static final String FROM = "from";
    static final String TO = "to";
    static final String TZ = "tz";
    static final String USER = "user";
    static final String TEAM = "team";
    static final String FEATURE = "feature";
    static final String PROVIDER = "provider";
    static final String MODEL = "model";
    static final String EVENT_TYPE = "eventType";

    @QueryParam(BY)
    @Parameter(
            description = "Comma-separated: user, team, feature, provider, model, eventType, day, hour, currency",
            example = "user,feature")
    public String by;

    @QueryParam(FROM)
    @Parameter(
            description = "First moment: a date (its first moment in tz) or an RFC 3339 time",
            example = "2026-11-01")
    public String from;

    @QueryParam(TO)
    @Parameter(description = "First moment after, in the same forms", example = "2026-12-01")
    public String to;

    @QueryParam(TZ)
    @Parameter(description = "Time zone of dates and days, UTC unless given", example = "Europe/Berlin")
    public String tz;

    @QueryParam(USER)
    @Parameter(description = "Only these users; may be repeated")
    public List<String> user;

    @QueryParam(TEAM)
    @Parameter(description = "Only these teams; may be repeated")
    public List<String> team;

    @QueryParam(FEATURE)
    @Parameter(description = "Only these features; may be repeated")
    public List<String> feature;

    @QueryParam(PROVIDER)
    @Parameter(description = "Only these providers; may be repeated")
    public List<String> provider;

    @QueryParam(MODEL)
    @Parameter(description = "Only these models; may be repeated")
    public List<String> model;

    @QueryParam(EVENT_TYPE)
    @Parameter(description = "Only these types of events; may be repeated")
    public List<String> eventType;

    @QueryParam(PageRequest.LIMIT)
    @Parameter(description = "The most groups, from 1 to 10000; 1000 unless given")
    public String limit;

    @QueryParam(PageRequest.OFFSET)
    @Parameter(description = "How many groups to skip; the Link header has the next page")
    public String offset;
}
