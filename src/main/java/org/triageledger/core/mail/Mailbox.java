package org.triageledger.core.mail;

/** A mailbox (RFC 5322 §3.4): an address with the display name that stood beside it, decoded, or the empty string. */
public record Mailbox(String name, Address address) {
    public static Mailbox of(Address address) {
        return new Mailbox("", address);
    }
}
