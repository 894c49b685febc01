package org.triageledger.web;

import java.util.Optional;
import org.triageledger.work.people.Accounts;

/** An account in place of one of the same name that an earlier test left. */
final class NewAccount {
    private NewAccount() {}

    static String make(Accounts accounts, String name, String role, Optional<String> person) {
        if (accounts.all().stream().anyMatch(account -> account.username().equals(name))) {
            accounts.remove(name);
        }
        return accounts.create(name, role, person);
    }
}
