package org.triageledger.core.mail;

/**
 * A mail as the reader saw it: fields, structure and text. It lives only until it is judged and is never stored.
 *
 * @param size in bytes, as far as known
 * @param digest SHA-256 in hex over the header fields without those that mail stores add (Status, X-UID, …)
 */
public record Mail(Headers headers, Part body, long size, String digest) {}
