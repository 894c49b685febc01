package org.triageledger.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.Optional;
import org.triageledger.work.people.AccountViews;
import org.triageledger.work.people.Invitations;

/** The templates of accounts, invitations and tokens, with what they are given. */
final class AccountPages {
    private AccountPages() {}

    /** Somebody of the roster for whom an account can be made. */
    record Person(String id, String name) {}

    /**
     * @param done what was done just now, as a sentence, or empty
     * @param made a token that was made just now
     * @param label what it is for
     * @param address that of the calendar or the feed with that token; empty where it is for something else
     * @param past tokens that cannot be used any more
     * @param team whether what the team works on is open to them
     */
    @CheckedTemplate(basePath = "Accounts")
    record own(
            Pages.Frame frame,
            ReviewPages.Told told,
            String done,
            AccountViews.OwnAccount account,
            List<AccountViews.TokenLine> valid,
            List<AccountViews.TokenLine> past,
            Optional<AccountViews.NewToken> made,
            String label,
            String address,
            boolean team)
            implements TemplateInstance {}

    /**
     * @param open how many invitations and links can be used
     * @param link one that was made just now
     * @param forWhom what is known of it: whose account it makes, or which gets a new password
     * @param decides whether the viewer may change anything
     * @param self the account of the viewer
     */
    @CheckedTemplate(basePath = "Accounts")
    record accounts(
            Pages.Frame frame,
            ReviewPages.Told told,
            String done,
            ListForm list,
            Paged<AccountViews.UserAccount> accounts,
            int open,
            List<Person> people,
            Optional<AccountViews.InvitationLink> link,
            Optional<AccountViews.InvitationLine> forWhom,
            boolean decides,
            String self)
            implements TemplateInstance {}

    /** @param decides whether the viewer may change anything */
    @CheckedTemplate(basePath = "Accounts")
    record invitations(
            Pages.Frame frame,
            ReviewPages.Told told,
            String done,
            ListForm list,
            Paged<AccountViews.InvitationLine> links,
            boolean decides)
            implements TemplateInstance {}

    /** @param decides whether the viewer may change anything */
    @CheckedTemplate(basePath = "Accounts")
    record tokens(
            Pages.Frame frame,
            ReviewPages.Told told,
            String done,
            ListForm list,
            Paged<AccountViews.TokenLine> tokens,
            boolean decides)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "Accounts")
    record welcome(Pages.Frame frame) implements TemplateInstance {}

    /** @param token as it stands in the address */
    @CheckedTemplate(basePath = "Accounts")
    record invitation(
            Pages.Frame frame, ReviewPages.Told told, Invitations.Opened opened, String token, String username)
            implements TemplateInstance {}
}
