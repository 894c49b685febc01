package org.triageledger.core.mail;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What software a team's list runs. Each writes the author of a mail whose From it rewrites into another field; the same field is
 * the sender's on a list of another kind, so what a list runs is told by the settings and not taken from a mail.
 */
public enum ListSoftware implements Named {
    /** Nobody has said: what the fields say must hold whichever software it is. */
    UNKNOWN,
    /** Mailman 2.1: the author is in Reply-To or at the end of Cc. */
    MAILMAN2,
    /** Mailman 3: the same, and the envelope sender in the last X-MailFrom. */
    MAILMAN3,
    /** Google Groups: X-Original-From and X-Original-Sender. */
    GOOGLE_GROUPS,
    /** Sympa: X-Original-From, and Reply-To. */
    SYMPA;

    /** By its word, {@code google-groups}; empty where there is none of that name. */
    public static Optional<ListSoftware> of(String word) {
        String plain = word.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(listSoftware -> listSoftware.word().equals(plain))
                .findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(ListSoftware::word).toList();
    }
}
