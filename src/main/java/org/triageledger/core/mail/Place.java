package org.triageledger.core.mail;

/** Where a mail was found: the source's name, and a path with offset, or a folder with UIDVALIDITY and UID. No content. */
public record Place(String source, String where) {}
