package org.triageledger.api;

import static org.triageledger.api.Needed.needed;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Signed;
import org.triageledger.work.queries.Viewer;
import org.triageledger.work.upkeep.Erasure;

/** Erasing people, for admins. */
@Path("/api/v1/erasures")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Erasure", description = "People who left, and reporters, are erased. No token may do that.")
public class ErasureApi {
    private final Erasure erasure;
    private final Viewer viewer;

    ErasureApi(Erasure erasure, Viewer viewer) {
        this.erasure = erasure;
        this.viewer = viewer;
    }

    /**
     * @param member the id in the roster of somebody who left; without it, somebody who only wrote mail
     * @param addresses of theirs beside those that the ledger knows
     * @param names of theirs beside those that the ledger knows
     * @param apply true: it is done, and cannot be undone; otherwise it is only said what would change
     */
    public record Erasing(
            @Nullable String member,
            @Nullable List<String> addresses,
            @Nullable List<String> names,
            @Nullable String reason,
            @Nullable Boolean apply) {}

    @POST
    @RolesAllowed("admin")
    @Operation(summary = "Erases a person, or says what that would change", operationId = "erase")
    public Erasure.Outcome erase(@Nullable Erasing asked) {
        Erasing erasing = needed("reason", asked);
        String by = viewer.person();
        Erasure.Order order = new Erasure.Order(
                Optional.ofNullable(erasing.member()).filter(id -> !id.isBlank()),
                texts(erasing.addresses()),
                texts(erasing.names()));
        return Boolean.TRUE.equals(erasing.apply())
                ? erasure.apply(order, new Signed(by, needed("reason", erasing.reason())))
                : erasure.look(order, by);
    }

    private static List<String> texts(@Nullable List<String> given) {
        return given == null
                ? List.of()
                : given.stream()
                        .filter(Objects::nonNull)
                        .map(String::valueOf)
                        .filter(text -> !text.isBlank())
                        .toList();
    }
}
