package org.triageledger.core.advisory.record;

import java.time.Instant;
import org.triageledger.core.advisory.CreditType;
import org.triageledger.core.advisory.CveId;

/**
 * A record names a member for work on it.
 *
 * @param published when the record was published: the date of the credit
 * @param why by what the member was recognised
 */
public record RecordCredit(String member, CreditType type, CveId record, Instant published, String why) {}
