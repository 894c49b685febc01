package org.triageledger.core.advisory.record;

import org.triageledger.core.advisory.CveId;

/**
 * Something about a published record that is missing or contradictory.
 *
 * @param rule stable, for programs
 * @param what in a sentence, of public facts alone
 * @param todo what to do about it
 */
public record RecordFinding(CveId record, String rule, String what, String todo) {}
