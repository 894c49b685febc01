package org.triageledger.core.member;

import java.util.List;

/** Everybody known, and the release branches. */
public record Roster(List<Person> people, List<Branch> branches) {
    public static final Roster EMPTY = new Roster(List.of(), List.of());
}
