package org.triageledger.work.people;

import java.util.Set;
import org.triageledger.core.mail.Named;

/** What a token may be used for. What the role of its account does not allow, no scope does. */
public enum TokenScope implements Named {
    /** Reads by the API, and the calendar. */
    READ,
    /** Whatever the API can do, but for accounts, passwords, invitations and tokens, which it only reads. */
    READ_AND_ACT,
    /** The calendar of reviews alone. */
    CALENDAR;

    public static final String CALENDAR_PATH = "/review.ics";
    private static final String API = "/api/v1/";
    private static final Set<String> READING = Set.of("GET", "HEAD");

    /**
     * Whether a request is within it. Pages never are.
     *
     * @param path without a query, with dots and doubled slashes resolved
     */
    public boolean covers(String method, String path) {
        boolean reads = READING.contains(method);
        if (path.equals(CALENDAR_PATH)) {
            return reads;
        }
        if (!path.startsWith(API)) {
            return false;
        }
        return switch (this) {
            case READ -> reads;
            case READ_AND_ACT -> reads || !isAboutAccess(path);
            case CALENDAR -> false;
        };
    }

    private static boolean isAboutAccess(String path) {
        return path.matches("/api/v1/(?:account|accounts)(?:/.*)?");
    }
}
