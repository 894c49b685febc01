package org.triageledger.work.queries;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.ForbiddenException;
import java.util.Optional;
import org.triageledger.work.Refusal;
import org.triageledger.work.SessionPrincipal;
import org.triageledger.work.people.AccountRights;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.review.ReviewBook;

/** Who is asking, and what of a member they may see. */
@RequestScoped
public class Viewer {
    private final SecurityIdentity identity;
    private final Accounts accounts;

    Viewer(SecurityIdentity identity, Accounts accounts) {
        this.identity = identity;
        this.accounts = accounts;
    }

    public String name() {
        return SessionPrincipal.accountOf(identity.getPrincipal());
    }

    /** What the cookie of the pages names; empty for somebody who came without one, by a password or a token with each request. */
    public Optional<String> session() {
        return identity.getPrincipal() instanceof SessionPrincipal session
                        && !session.session().isEmpty()
                ? Optional.of(session.session())
                : Optional.empty();
    }

    /** Admins and auditors see everybody's evidence, members their own; the council sees verdicts and counts only. */
    public boolean seesEvidenceOf(String member) {
        return identity.hasRole("admin") || identity.hasRole("auditor") || own().equals(Optional.of(member));
    }

    /** A member without another role sees their own line only. */
    public boolean seesEverybody() {
        return identity.hasRole("admin") || identity.hasRole("auditor") || identity.hasRole("council");
    }

    /** Whether what the team works on is open to them: not to somebody who left it. */
    public boolean isOfTeam() {
        return !identity.hasRole(AccountRights.FORMER);
    }

    public boolean seesVerdictOf(String member) {
        return seesEverybody() || own().equals(Optional.of(member));
    }

    public void needsVerdictOf(String member) {
        if (!seesVerdictOf(member)) {
            throw new ForbiddenException();
        }
    }

    /** Only admins decide. */
    public boolean decides() {
        return identity.hasRole("admin");
    }

    /** Admins and the council do the paper work of reviews; who decides on members is a matter of the policy. */
    public boolean runsReviews() {
        return decides() || identity.hasRole("council");
    }

    /**
     * Who acts in a review: the person the account belongs to, in the capacity of its role.
     *
     * @throws Refusal where the account belongs to nobody
     */
    public ReviewBook.Who actor() {
        return new ReviewBook.Who(person(), identity.hasRole("council") ? "council" : "admin");
    }

    /**
     * The person the account belongs to, by the id in the roster.
     *
     * @throws Refusal where it belongs to nobody
     */
    public String person() {
        return own().orElseThrow(
                        () -> new Refusal("your account is not linked to anybody in the roster, so nobody would be"
                                + " known to have decided: ask an admin for an invitation for your id in the roster"));
    }

    public boolean seesSources() {
        return identity.hasRole("admin") || identity.hasRole("auditor");
    }

    /** Cases name reports: the council sees their numbers only, and members without another role their own. */
    public boolean seesCases() {
        return seesSources() || identity.hasRole("member");
    }

    /** Drafts hold what is embargoed: they are for admins and members. */
    public boolean writesDrafts() {
        return decides() || identity.hasRole("member");
    }

    public void needsEvidenceOf(String member) {
        if (!seesEvidenceOf(member)) {
            throw new ForbiddenException();
        }
    }

    public Optional<String> own() {
        return accounts.personOf(name());
    }
}
