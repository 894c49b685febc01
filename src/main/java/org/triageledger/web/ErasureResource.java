package org.triageledger.web;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Refusal;
import org.triageledger.work.Signed;
import org.triageledger.work.queries.Viewer;
import org.triageledger.work.upkeep.Erasure;

/**
 * Erasing a person, for admins: whom, what it would change, and then done. Whom is sent in forms alone, so that no address of anybody
 * stands in an address of a page.
 */
@Path("erasures")
@Produces(MediaType.TEXT_HTML)
@Blocking
@RolesAllowed("admin")
public class ErasureResource {
    private static final String HERE = "/erasures";

    private final Erasure erasure;
    private final Viewer viewer;
    private final PageFrames frames;

    ErasureResource(Erasure erasure, Viewer viewer, PageFrames frames) {
        this.erasure = erasure;
        this.viewer = viewer;
        this.frames = frames;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance form(@QueryParam("member") @Nullable String member) {
        return form(ReviewPages.Told.NOTHING, new ErasurePages.Typed(Forms.text(member), "", ""));
    }

    /** What it would change. Nothing is changed. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response look(
            @FormParam("member") @Nullable String member,
            @FormParam("addresses") @Nullable String addresses,
            @FormParam("names") @Nullable String names) {
        ErasurePages.Typed typed = typed(member, addresses, names);
        return Forms.shown(() -> preview(ReviewPages.Told.NOTHING, typed), told -> form(told, typed));
    }

    @POST
    @Path("confirmation")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response erase(
            @FormParam("member") @Nullable String member,
            @FormParam("addresses") @Nullable String addresses,
            @FormParam("names") @Nullable String names,
            @FormParam("reason") @Nullable String reason,
            @FormParam("sure") boolean sure) {
        ErasurePages.Typed typed = typed(member, addresses, names);
        return Forms.done(
                () -> {
                    if (!sure) {
                        throw new Refusal("Tick the box if you are sure: who is erased does not come back.").at("sure");
                    }
                    Erasure.Outcome done = erasure.apply(order(typed), new Signed(viewer.person(), Forms.text(reason)));
                    return "/decisions/" + done.entry() + "?made=true";
                },
                told -> again(told, typed));
    }

    /** The page with the form that was sent to this path or one below it. */
    TemplateInstance again(KeptForm kept) {
        ErasurePages.Typed typed = typed(kept.first("member"), kept.first("addresses"), kept.first("names"));
        return kept.path().equals(HERE)
                ? form(ReviewPages.Told.NOTHING, typed)
                : again(ReviewPages.Told.NOTHING, typed);
    }

    /** What it would change, once more; where that cannot be said any more, the form. */
    private TemplateInstance again(ReviewPages.Told told, ErasurePages.Typed typed) {
        try {
            return preview(told, typed);
        } catch (Refusal refusal) {
            return form(Forms.told(refusal), typed);
        }
    }

    private TemplateInstance form(ReviewPages.Told told, ErasurePages.Typed typed) {
        return new ErasurePages.erasure(frames.of("Erase a person", HERE), told, erasure.former(), typed);
    }

    private TemplateInstance preview(ReviewPages.Told told, ErasurePages.Typed typed) {
        Erasure.Outcome outcome = erasure.look(order(typed), viewer.person());
        return new ErasurePages.preview(
                frames.of("Erase a person", HERE),
                told,
                outcome,
                Math.toIntExact(outcome.rows().values().stream()
                        .mapToLong(Long::longValue)
                        .sum()),
                typed.member().isEmpty()
                        ? "the person behind " + String.join(", ", lines(typed.addresses()))
                        : typed.member(),
                typed);
    }

    private static ErasurePages.Typed typed(
            @Nullable String member, @Nullable String addresses, @Nullable String names) {
        return new ErasurePages.Typed(Forms.text(member), Forms.text(addresses), Forms.text(names));
    }

    private static Erasure.Order order(ErasurePages.Typed typed) {
        return new Erasure.Order(
                Optional.of(typed.member()).filter(id -> !id.isEmpty()),
                lines(typed.addresses()),
                lines(typed.names()));
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}
