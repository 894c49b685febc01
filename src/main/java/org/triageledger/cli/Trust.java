package org.triageledger.cli;

/** How far the mail of a source is believed, as {@code --trust} says it. */
enum Trust {
    /** The person who hands it over vouches for it. */
    archive,
    /** Judged by the Authentication-Results of the team's own servers. */
    mailbox
}
