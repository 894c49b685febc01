package org.triageledger.core.activity;

import java.util.List;

/** All that the mail says about work: the reports, the credits, and what waits for a person. */
public record Activity(List<Report> reports, List<Credit> credits, List<Pending> pending) {}
