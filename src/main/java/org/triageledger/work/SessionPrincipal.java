package org.triageledger.work;

import java.security.Principal;

/**
 * Who is signed in with an account. The cookie of the pages carries the name of the principal and nothing else, so that names the
 * session: a cookie then holds as long as its session does, not as long as there is an account of the name.
 *
 * @param account its name
 * @param session empty for somebody who came without one, by a password or a token with each request
 */
public record SessionPrincipal(String account, String session) implements Principal {
    @Override
    public String getName() {
        return session.isEmpty() ? account : session;
    }

    /** The name of the account behind a principal, whether it signed in by a session or with each request. */
    public static String accountOf(Principal principal) {
        return principal instanceof SessionPrincipal session ? session.account() : principal.getName();
    }
}
