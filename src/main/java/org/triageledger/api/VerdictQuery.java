package org.triageledger.api;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The UTC day and the policy that a question about verdicts is about. */
public class VerdictQuery extends DayQuery {
    @Parameter(
            description = "Without it, the one in the settings",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"seed-2024", "pep811-2025"}))
    @QueryParam("policy")
    @Nullable
    String policy;
}
