package org.triageledger.work.people;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answers about accounts, as programs and pages see them. None holds a password or a token, but for the two that are made to be given once. */
public final class AccountViews {
    private AccountViews() {}

    /** All accounts by name, and the invitations that can still be used or were. */
    public record Accounts(List<UserAccount> accounts) {}

    /**
     * @param member the id of the person whose account it is; null where it belongs to nobody
     * @param lastSignIn the last UTC day on which somebody signed in to it, by its password or a provider; null where nobody did
     * @param wrongPasswords in a row, within a day
     * @param pausedUntil until when sign-ins are refused after wrong passwords; null where they are not
     * @param sessions how many are open
     * @param tokens how many can be used
     * @param left the last UTC day in the team of the person whose account it is; null where they are a member, or never were one
     * @param keepsRights whether the account opens what the team works on though its person left the team, or is in the roster no more
     */
    public record UserAccount(
            String username,
            String role,
            @Nullable String member,
            @Nullable LocalDate lastSignIn,
            int wrongPasswords,
            @Nullable Instant pausedUntil,
            int sessions,
            int tokens,
            @Nullable LocalDate left,
            boolean keepsRights) {}

    /** Invitations and links for a new password, the latest first. */
    public record Invitations(List<InvitationLine> invitations) {}

    /**
     * @param username the account that gets a new password; null where an account is to be made
     * @param member the id of the person whose account it will be
     * @param state {@code open}, {@code used}, {@code revoked} or {@code expired}
     */
    public record InvitationLine(
            long id,
            String role,
            @Nullable String member,
            @Nullable String username,
            String madeBy,
            Instant made,
            Instant expires,
            String state) {}

    /**
     * A link that was made just now: it cannot be shown again.
     *
     * @param link whoever opens it first makes the account, or chooses the password
     */
    public record InvitationLink(long id, String link, Instant expires) {}

    /** The account of the one who asks. */
    public record OwnAccount(
            String username,
            String role,
            @Nullable String member,
            @Nullable LocalDate lastSignIn,
            List<SessionLine> sessions,
            List<TokenLine> tokens) {}

    /**
     * @param browser in words
     * @param current whether it is the session of the one who asks
     */
    public record SessionLine(long id, String browser, Instant begun, Instant lastUsed, boolean current) {}

    /** Tokens, the latest first. */
    public record Tokens(List<TokenLine> tokens) {}

    /**
     * @param scope {@code read}, {@code read-and-act}, {@code calendar} or {@code feed}
     * @param lastDay the last UTC day on which it can be used
     * @param lastUsed the last UTC day on which it was; null where it never was
     * @param state {@code valid}, {@code expired} or {@code revoked}
     */
    public record TokenLine(
            long id,
            String username,
            String label,
            String scope,
            Instant created,
            LocalDate lastDay,
            @Nullable LocalDate lastUsed,
            String state) {}

    /** A token that was made just now: it cannot be shown again. */
    public record NewToken(long id, String token, String scope, LocalDate lastDay) {}
}
