package org.triageledger.core.activity;

import java.util.Optional;
import org.triageledger.core.mail.Message;
import org.triageledger.core.member.Roster;

/** Whose words a message holds: those of a member or of somebody outside, and not those of a program. */
public final class Speakers {
    private Speakers() {}

    /** The member who wrote it, where that can be believed. */
    public static Optional<String> member(Message message, Roster roster) {
        return speaks(message)
                        && message.trust().counts()
                        && Writer.of(message, roster) instanceof Writer.Member(String id)
                ? Optional.of(id)
                : Optional.empty();
    }

    /** Whether somebody wrote it who was no member then. Reports come from strangers: that needs no proof. */
    public static boolean isOutsider(Message message, Roster roster) {
        return speaks(message) && Writer.of(message, roster) instanceof Writer.Outsider;
    }

    private static boolean speaks(Message message) {
        return message.isHuman() || Activities.relaysAnAct(message);
    }
}
