package org.triageledger.work.people;

import java.util.Optional;
import java.util.Set;
import org.triageledger.core.mail.Named;

/** What a token may be used for. What the role of its account does not allow, no scope does. */
public enum TokenScope implements Named {
    /** Reads by the API, the calendar and the feed. */
    READ,
    /** Whatever the API can do, but for accounts, passwords, invitations and tokens, which it only reads, and erasing people. */
    READ_AND_ACT,
    /** The calendar of reviews alone. */
    CALENDAR,
    /** The feed of the audit log alone. */
    FEED;

    public static final String CALENDAR_PATH = "/review.ics";
    public static final String FEED_PATH = "/audit.atom";
    private static final String API = "/api/v1/";
    private static final Set<String> READING = Set.of("GET", "HEAD");

    /** Whether programs that can send nothing else may have a token in the address of this path. */
    public static boolean isTakenInAddress(String path) {
        return path.equals(CALENDAR_PATH) || path.equals(FEED_PATH);
    }

    /** What a token of this scope alone is for, as a path; empty for those that programs send otherwise. */
    public Optional<String> pathOfItsOwn() {
        return switch (this) {
            case READ, READ_AND_ACT -> Optional.empty();
            case CALENDAR -> Optional.of(CALENDAR_PATH);
            case FEED -> Optional.of(FEED_PATH);
        };
    }

    /**
     * Whether a request is within it. Pages never are.
     *
     * @param path without a query, with dots and doubled slashes resolved
     */
    public boolean covers(String method, String path) {
        boolean reads = READING.contains(method);
        if (path.equals(CALENDAR_PATH)) {
            return reads && this != FEED;
        }
        if (path.equals(FEED_PATH)) {
            return reads && this != CALENDAR;
        }
        if (!path.startsWith(API)) {
            return false;
        }
        return switch (this) {
            case READ -> reads;
            case READ_AND_ACT -> reads || !isAboutAccess(path);
            case CALENDAR, FEED -> false;
        };
    }

    private static boolean isAboutAccess(String path) {
        return path.matches("/api/v1/(?:account|accounts|erasures)(?:/.*)?");
    }
}
