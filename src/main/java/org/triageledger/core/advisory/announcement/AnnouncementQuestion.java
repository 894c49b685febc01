package org.triageledger.core.advisory.announcement;

import java.util.Set;

/**
 * A mail that may announce something, and earns nobody a credit until a person has looked at it.
 *
 * @param members who may have written it, sorted; empty where no member is named
 * @param why a sentence; nothing of the mail stands in it
 */
public record AnnouncementQuestion(AnnouncementMail mail, Set<String> members, String why) {}
