package org.triageledger.core.advisory;

/**
 * Something wrong, missing or contradictory about an advisory. It is never a gate: a person mends it, or accepts it with a reason.
 *
 * @param rule stable, in lower case with hyphens, for programs
 * @param what one sentence for people, that quotes only public text
 * @param toDo one sentence: what to do about it
 */
public record Finding(String rule, String what, String toDo) {}
