package org.triageledger.core.activity;

import java.time.Instant;

/**
 * What a person said of a report; the latest one for a thread wins.
 *
 * @param messageKey of a message in the thread: the ruling stays with it whatever the thread becomes
 */
public record Ruling(String messageKey, Report.Status status, Instant at, String by, String reason) {}
