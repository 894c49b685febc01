package org.triageledger.core.mail;

import java.util.Locale;
import java.util.Optional;

/**
 * An addr-spec (RFC 5322 §3.4.1) as it is compared: local part and domain in lower case, an internationalised domain in its
 * ASCII form (RFC 5890). Mail systems in use ignore the case of the local part, so it is folded too.
 */
public record Address(String local, String domain) implements Comparable<Address> {
    private static final int MAX_LENGTH = 320;

    public Address {
        if (local.isEmpty() || domain.isEmpty()) {
            throw new IllegalArgumentException("an address has a local part and a domain");
        }
    }

    /** Reads {@code local@domain}, without display name or brackets; empty where that is no address. Never throws. */
    public static Optional<Address> parse(String text) {
        String trimmed = text.strip();
        int at = trimmed.lastIndexOf('@');
        if (at <= 0 || at == trimmed.length() - 1 || trimmed.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String local = trimmed.substring(0, at).toLowerCase(Locale.ROOT);
        if (local.length() > 2 && local.startsWith("\"") && local.endsWith("\"")) {
            local = local.substring(1, local.length() - 1).replaceAll("\\\\(.)", "$1");
        }
        String domain = Domains.folded(trimmed.substring(at + 1));
        if (domain.isEmpty() || local.isEmpty() || unfit(local) || unfit(domain) || isNoDomain(domain)) {
            return Optional.empty();
        }
        return Optional.of(new Address(local, domain));
    }

    private static boolean isNoDomain(String domain) {
        return domain.indexOf('@') >= 0 || domain.startsWith(".") || domain.endsWith(".");
    }

    private static boolean unfit(String text) {
        return text.chars().anyMatch(c -> c <= ' ' || c == 0x7f || c == '<' || c == '>' || c == ',');
    }

    @Override
    public int compareTo(Address other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return local + "@" + domain;
    }
}
