package org.triageledger.core.member;

/**
 * Something odd about the roster, shown until it is settled.
 *
 * @param code stable, for programs: {@code few-admins}, {@code no-council-seat}, {@code ambiguous-name}, {@code
 *     manager-no-member}, {@code manager-without-branch}, {@code unknown-branch}
 * @param sentence for people
 */
public record Finding(String code, String sentence) {}
