package org.triageledger.core.member;

/**
 * Something odd about the roster, shown until it is settled.
 *
 * @param code stable, for programs
 * @param sentence for people
 */
public record Finding(String code, String sentence) {}
