package org.triageledger.mailbox;

import java.time.Instant;

/**
 * A complete look into a folder: every message that lay in it at {@code at} has been handed over.
 *
 * @param at when the look began
 * @param cursor to be stored with it
 * @param messages in the folder
 * @param vanished messages that came and went unseen since the cursor before; they lie between the look before and this one
 * @param pushed whether the server announces new mail by itself (IDLE); otherwise the folder is polled
 */
public record PollResult(Instant at, Cursor cursor, long messages, long vanished, boolean pushed) {}
