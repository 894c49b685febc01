/** REST, health and metrics. */
@NullMarked
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Triage Ledger",
                        version = "1",
                        description =
                                "Who triaged what in a security team's mailbox, with evidence. Admins and auditors see"
                                        + " everything; the council sees verdicts and counts; a member sees what is their own."
                                        + " Sign in with a token, with HTTP Basic, or with the cookie of the pages."
                                        + " Each answer to GET has an ETag; sent as If-None-Match, it is answered by 304 as"
                                        + " long as nothing has changed.",
                        license = @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")),
        security = {
            @SecurityRequirement(name = "token"),
            @SecurityRequirement(name = "basic"),
            @SecurityRequirement(name = "session")
        },
        components =
                @Components(
                        schemas =
                                @Schema(
                                        name = "Problem",
                                        type = SchemaType.OBJECT,
                                        description = "What went wrong, as RFC 9457 says it",
                                        requiredProperties = {"type", "title", "status", "detail"},
                                        properties = {
                                            @SchemaProperty(
                                                    name = "type",
                                                    type = SchemaType.STRING,
                                                    description = "about:blank: the status says which kind it is"),
                                            @SchemaProperty(
                                                    name = "title",
                                                    type = SchemaType.STRING,
                                                    description = "The status in words"),
                                            @SchemaProperty(name = "status", type = SchemaType.INTEGER),
                                            @SchemaProperty(
                                                    name = "detail",
                                                    type = SchemaType.STRING,
                                                    description = "One line: what is wrong, and what to do")
                                        }),
                        securitySchemes = {
                            @SecurityScheme(
                                    securitySchemeName = "basic",
                                    type = SecuritySchemeType.HTTP,
                                    scheme = "basic",
                                    description = "The name and password of an account"),
                            @SecurityScheme(
                                    securitySchemeName = "token",
                                    type = SecuritySchemeType.HTTP,
                                    scheme = "bearer",
                                    description = "A token of an account, which begins with tl_, within its scope"),
                            @SecurityScheme(
                                    securitySchemeName = "session",
                                    type = SecuritySchemeType.APIKEY,
                                    in = SecuritySchemeIn.COOKIE,
                                    apiKeyName = "ledger-session",
                                    description = "The session cookie of the signed-in user")
                        }))
package org.triageledger.api;

import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeIn;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.jspecify.annotations.NullMarked;
