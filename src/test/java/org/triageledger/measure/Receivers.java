package org.triageledger.measure;

import java.util.Map;
import java.util.Set;

/** The names under which the receiving servers of the collected mail write Authentication-Results. */
final class Receivers {
    private static final Map<String, Set<String>> SERVERS = Map.of(
            "alice@gmail.com", Set.of("mx.google.com"),
            "alice@e.email", Set.of("mail2.ecloud.global", "mail3.ecloud.global"),
            "alice@ik.me", Set.of("mx.infomaniak.com"),
            "alice@mail.ru", Set.of("mxs.mail.ru"),
            "alice@posteo.de", Set.of("posteo.de"),
            "alice@testrun.org", Set.of("testrun.org"));

    private Receivers() {}

    /** A receiver that writes a new name each time, or none, cannot be pinned; any name does for mail that must not be believed. */
    static Set<String> of(String mailbox) {
        return SERVERS.getOrDefault(mailbox, Set.of("mx." + mailbox.substring(mailbox.indexOf('@') + 1)));
    }
}
