package dev.warren.contracts.event;

import io.cloudevents.CloudEvent;

/**
 * Who the spend is for, carried in the extension attributes {@link #USER_ID} and {@link #TEAM}.
 *
 * @param userId the user, {@link #UNATTRIBUTED} where the event names none; never null
 * @param team the team, null where the event names none
 */
public record Attribution(String userId, String team) {

    /** The user of an event that names none. */
    public static final String UNATTRIBUTED = "unattributed";

    /** Of what names nobody. */
    public static final Attribution NOBODY = new Attribution(UNATTRIBUTED, null);

    /** The extension attribute that names the user. */
    public static final String USER_ID = "userid";

    /** The extension attribute that names the team. */
    public static final String TEAM = "team";

    /** Reads the two extension attributes, as the {@linkplain LedgerNameRules#of names} that money is counted under. */
    public static Attribution of(CloudEvent event) {
        Object user = event.getExtension(USER_ID);
        Object team = event.getExtension(TEAM);
        return new Attribution(
                user == null ? UNATTRIBUTED : LedgerNameRules.of(user.toString()),
                team == null ? null : LedgerNameRules.of(team.toString()));
    }
}
