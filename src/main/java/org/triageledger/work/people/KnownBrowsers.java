package org.triageledger.work.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triageledger.work.config.Keys;

/**
 * Browsers in which somebody has signed in with an account before. Each carries a mark that only this ledger can make, so nothing is
 * stored; wrong passwords from there are counted by themselves, and those of everybody else do not keep its owner out. A mark lets nobody
 * in, and names no account.
 */
@ApplicationScoped
public class KnownBrowsers {
    /** For how many days a mark holds after the last sign-in. */
    public static final int DAYS = 180;

    /** The UTC day it was made, what tells it from others, and a hash of both with the name of the account. */
    private static final Pattern MARK = Pattern.compile("([0-9]{1,7})\\.([A-Za-z0-9_-]{43})\\.([0-9a-f]{64})");

    private final Keys keys;
    private final Clock clock;

    KnownBrowsers(Keys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** A new mark for a browser in which somebody has just signed in with the account. */
    public String mark(String username) {
        String begin = today() + "." + Secrets.make();
        return begin + "." + hash(begin, username);
    }

    /** What tells the browser from others, if its mark is one of the account and holds. */
    Optional<String> known(String username, Optional<String> mark) {
        return mark.map(MARK::matcher)
                .filter(Matcher::matches)
                .filter(parts -> MessageDigest.isEqual(
                        bytes(parts.group(3)), bytes(hash(parts.group(1) + "." + parts.group(2), username))))
                .filter(parts -> {
                    long age = today() - Long.parseLong(parts.group(1));
                    return age >= 0 && age <= DAYS;
                })
                .map(parts -> parts.group(2));
    }

    private long today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay();
    }

    private String hash(String begin, String username) {
        return keys.vault().mac(begin + "\n" + username, "known browsers");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
