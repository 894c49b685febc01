package org.triageledger.core.record;

import java.time.Instant;
import java.util.Optional;
import org.triageledger.core.membership.Leave;

/**
 * A leave of absence as it stands, with all changes to it.
 *
 * @param number of the entry by which it was noted
 * @param leave without its reason
 * @param sealed the SHA-256 of the sealed text that says why; empty where no reason was given
 * @param by who noted or last changed it
 * @param at when they did
 */
public record NotedLeave(long number, Leave leave, Optional<String> sealed, String by, Instant at) {}
