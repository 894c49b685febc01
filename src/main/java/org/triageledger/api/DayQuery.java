package org.triageledger.api;

import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Days;

/** The UTC day that a question is about. */
public class DayQuery {
    @Parameter(description = "A UTC day; today without it", schema = @Schema(type = SchemaType.STRING, format = "date"))
    @QueryParam("as-of")
    @Nullable
    String asOf;

    /** @throws org.triageledger.work.Refusal where what was sent is no day */
    LocalDate day(Days days) {
        return asOf == null ? days.today() : Days.read("as-of", asOf);
    }
}
