package org.triageledger.work;

/**
 * What of a list is asked for.
 *
 * @param text that stands in an id, name or state, in whatever case; empty for all
 * @param filter the word of a filter; empty for all
 * @param sort the word of an order
 */
public record ListQuery(String text, String filter, String sort) {}
