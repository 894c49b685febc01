package org.triageledger.cli;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.intake.SourceRules;
import picocli.CommandLine.Option;

/** The options that say how the mail of a source is judged, beside its trust. */
final class SourceOptions {
    @Option(names = "--list-id", paramLabel = "ID", description = "List-Id of a list of the team; may be given again.")
    List<String> listIds = List.of();

    @Option(
            names = "--list-software",
            paramLabel = "NAME",
            description =
                    "What these lists run: mailman2, mailman3, google-groups or sympa. Without it less of mail whose From a"
                            + " list rewrote is certain.")
    @Nullable
    String listSoftware;

    @Option(
            names = "--list-reply-to",
            paramLabel = "ADDRESS",
            description =
                    "Where these lists send replies, if neither to themselves nor to the author (Mailman's Reply-To"
                            + " address); may be given again.")
    List<String> listReplyTo = List.of();

    @Option(
            names = "--authserv-id",
            paramLabel = "ID",
            description =
                    "Name by which a receiving server of the team signs Authentication-Results (RFC 8601); may be given"
                            + " again. none: it writes no name, as Exchange Online does; give --receiver-host too.")
    List<String> authservIds = List.of();

    @Option(
            names = "--receiver-host",
            paramLabel = "DOMAIN",
            description =
                    "With --authserv-id none: the domain of the receiving servers, as Received names them after \"by\":"
                            + " mail.protection.outlook.com. May be given again.")
    List<String> receiverHosts = List.of();

    @Option(
            names = "--arc-sealer",
            paramLabel = "DOMAIN",
            description =
                    "A host whose ARC seal counts for list mail where your server found arc=pass (RFC 8617); may be"
                            + " given again.")
    List<String> arcSealers = List.of();

    SourceRules rules(Trust trust) {
        return new SourceRules(
                trust.name(),
                listIds,
                Optional.ofNullable(listSoftware),
                listReplyTo,
                authservIds,
                receiverHosts,
                arcSealers);
    }
}
