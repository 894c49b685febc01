package org.triageledger.api;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.ListRules;

/** What of a list is asked for; all of it, in its usual order, where nothing is. */
public class ListParameters {
    @Parameter(description = "Only lines with this text in an id, name or state")
    @QueryParam("q")
    @Nullable
    String text;

    @Parameter(description = "Only lines of one kind; a refusal says which there are")
    @QueryParam("filter")
    @Nullable
    String filter;

    @Parameter(description = "In which order; a refusal says which there are")
    @QueryParam("sort")
    @Nullable
    String sort;

    /** @throws org.triageledger.work.Refusal where the filter or the order is none */
    <T> List<T> of(ListRules<T> rules, List<T> all) {
        return rules.of(all, rules.query(text, filter, sort));
    }
}
