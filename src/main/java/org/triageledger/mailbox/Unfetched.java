package org.triageledger.mailbox;

import org.triageledger.core.mail.Place;

/**
 * A message the server lists but does not hand over, after several attempts.
 *
 * @param why in own words; no server text
 */
public record Unfetched(Place place, String why) {}
