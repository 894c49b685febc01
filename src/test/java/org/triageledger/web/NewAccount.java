package org.triageledger.web;

import static io.restassured.RestAssured.given;

import java.util.Optional;
import org.triageledger.work.people.Accounts;

/** An account in place of one of the same name that an earlier test left. */
final class NewAccount {
    private NewAccount() {}

    /** A session of one that is made so, as the value of its cookie. */
    static String session(Accounts accounts, String name, String role, Optional<String> person) {
        return given().redirects()
                .follow(false)
                .formParam("j_username", name)
                .formParam("j_password", make(accounts, name, role, person))
                .post("/j_security_check")
                .cookie("ledger-session");
    }

    static String make(Accounts accounts, String name, String role, Optional<String> person) {
        if (accounts.all().stream().anyMatch(account -> account.username().equals(name))) {
            accounts.remove(name);
        }
        return accounts.create(name, role, person);
    }
}
