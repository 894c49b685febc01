package org.triageledger.core.activity;

import java.util.List;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.Message;

/**
 * A message that somebody wrote in a report, and of which no member can be named as its author: a person who knows must say who it was.
 *
 * @param candidates addresses that its fields name; none of them was a member's that day
 */
public record UnnamedAuthor(String report, Message message, List<Address> candidates) {}
