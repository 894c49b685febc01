package org.triageledger.core.mail;

/** What came of reading the bytes of one mail. */
public sealed interface Reading {
    record Read(Mail mail) implements Reading {}

    /** The reason names what is wrong with the form and holds nothing of the content. */
    record Unreadable(String why) implements Reading {}
}
