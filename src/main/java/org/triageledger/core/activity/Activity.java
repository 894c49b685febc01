package org.triageledger.core.activity;

import java.util.List;

/**
 * All that the mail says about work: the reports, the credits, and what waits for a person.
 *
 * @param unnamed messages in reports whose author nobody can name, so that they wait for no member
 */
public record Activity(List<Report> reports, List<Credit> credits, List<Pending> pending, List<UnnamedAuthor> unnamed) {
    public Activity(List<Report> reports, List<Credit> credits, List<Pending> pending) {
        this(reports, credits, pending, List.of());
    }
}
