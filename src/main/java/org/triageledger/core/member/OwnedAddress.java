package org.triageledger.core.member;

import org.triageledger.core.mail.Address;

/** An address that belongs to a person for a stretch of days: a recycled address never credits a stranger. */
public record OwnedAddress(Address address, Dated when) {}
