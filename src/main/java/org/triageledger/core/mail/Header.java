package org.triageledger.core.mail;

/** One header field: its name as written, and its value unfolded but with encoded words (RFC 2047) as they stand. */
public record Header(String name, String value) {}
