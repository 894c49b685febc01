package org.triageledger.core.member;

import java.util.Optional;

/**
 * One thing on which a published list and the roster disagree.
 *
 * @param code stable, for programs: {@code not-in-roster}, {@code not-in-file}, {@code not-a-member}, {@code is-a-member},
 *     {@code not-recorded}, {@code notes-differ}, {@code note-without-role}, {@code manager-not-noted}, {@code name-differs},
 *     {@code account-differs}, {@code ambiguous-name}
 * @param line of the file, from 1; 0 for somebody who is not in it
 * @param person the id, where it is one person of the roster
 * @param sentence for people
 */
public record Drift(
        String code, int line, Optional<String> person, String name, Optional<String> github, String sentence) {}
