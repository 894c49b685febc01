package org.triageledger.cli;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.advisory.draft.DraftFields;
import org.triageledger.core.advisory.draft.DraftReader;
import org.triageledger.core.mail.HiddenCharacters;
import org.triageledger.work.Refusal;
import org.triageledger.work.advisory.AdvisoryViews;
import org.triageledger.work.draft.DraftBook;
import org.triageledger.work.draft.DraftList;
import org.triageledger.work.draft.DraftViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Drafts of announcements: begun, changed, read, deleted. */
final class DraftCommands {
    private DraftCommands() {}

    @Command(
            name = "draft",
            mixinStandardHelpOptions = true,
            description = {
                "Drafts of announcements: the text by the template, checked, and what belongs into the CVE record.",
                "They are sealed, for the report's coordinator and admins alone. Nothing is ever sent: a person sends the mail by"
                        + " their own mail program. Once the advisory has been public for 30 days (ledger.drafts.keep-for), the"
                        + " text is deleted for good."
            },
            subcommands = {ListThem.class, Show.class, New.class, Edit.class, Accept.class, Delete.class})
    static final class Group extends CommandGroup {}

    /** What every one of them needs to know. */
    static final class Asking {
        @Option(
                names = "--by",
                required = true,
                paramLabel = "WHO",
                description = "Who asks, by the id in the roster: the report's coordinator or an admin.")
        String by = "";
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "The drafts that you may read.")
    @ReadsOnly
    static final class ListThem implements Callable<Integer> {
        @Mixin
        Asking asking = new Asking();

        @Mixin
        ListOptions list = new ListOptions();

        @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; table without it.")
        Format format = Format.table;

        @Inject
        DraftBook drafts;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            DraftViews.Drafts all = new DraftViews.Drafts(list.of(
                    DraftList.RULES, drafts.all(drafts.reader(asking.by)).drafts()));
            List<String> headings =
                    List.of("draft", "report", "coordinator", "state", "cve", "title", "saved", "by", "deleted from");
            List<List<@Nullable Object>> rows = all.drafts().stream()
                    .map(line -> Lists.of(
                            line.draft(),
                            line.report(),
                            line.coordinator(),
                            line.state(),
                            line.cve(),
                            line.title(),
                            line.savedAt(),
                            line.savedBy(),
                            line.deletedFrom()))
                    .toList();
            format.write(
                    printer,
                    all,
                    headings,
                    rows,
                    "No draft is yours to read. Begin one with `ledger advisories draft new REPORT`.");
            return 0;
        }
    }

    /** How one draft is shown. */
    enum Form {
        text,
        eml,
        cve,
        json
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description =
                    "One draft: the announcement with its findings, the mail as a file, or what belongs into the CVE record.")
    @ReadsOnly
    static final class Show implements Callable<Integer> {
        @Parameters(paramLabel = "DRAFT", description = "As `ledger advisories draft list` names it.")
        String id = "";

        @Mixin
        Asking asking = new Asking();

        @Option(
                names = "--format",
                description =
                        "text; eml: the mail (RFC 5322), to be opened by a mail program; cve: credits and references for"
                                + " containers.cna; or json. text without it.")
        Form form = Form.text;

        @Inject
        DraftBook drafts;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            DraftBook.Reader reader = drafts.reader(asking.by);
            DraftViews.DraftDetail draft = drafts.one(id, reader).orElseThrow(DraftCommands::none);
            switch (form) {
                case text -> say(printer, draft);
                case eml ->
                    printer.line(
                            new String(drafts.eml(id, reader).orElseThrow(DraftCommands::none), StandardCharsets.UTF_8)
                                    .stripTrailing());
                case cve -> printer.json(draft.record());
                case json -> printer.json(draft);
            }
            return 0;
        }
    }

    /** What can be filled in. */
    static final class Filled {
        @Option(names = "--cve", paramLabel = "ID", description = "As in CVE-2026-12345; none until one is reserved.")
        @Nullable
        String cve;

        @Option(names = "--project", paramLabel = "NAME", description = "CPython without it.")
        @Nullable
        String project;

        @Option(names = "--title", paramLabel = "TEXT", description = "One line, without the CVE id.")
        @Nullable
        String title;

        @Option(names = "--vector", paramLabel = "VECTOR", description = "Of CVSS v4.0; severity follows from it.")
        @Nullable
        String vector;

        @Option(
                names = "--description",
                paramLabel = "FILE|-",
                description = "Paragraphs of plain text; - reads them from standard input.")
        @Nullable
        String description;

        @Option(
                names = "--link",
                paramLabel = "URL",
                description =
                        "A pull request, issue, commit or other page; may be given again. All links together replace those"
                                + " of before.")
        List<String> links = List.of();

        @Option(
                names = "--credit",
                paramLabel = "TYPE:NAME",
                description =
                        "For the CVE record, as in \"coordinator: Ada Example (https://github.com/ada-x)\"; may be given"
                                + " again. All credits together replace those of before.")
        List<String> credits = List.of();

        @Option(
                names = "--coordinator",
                paramLabel = "ID",
                description = "The member who coordinates the report and may read the draft; you without it.")
        @Nullable
        String coordinator;

        DraftFields over(DraftViews.Fields before) {
            return new DraftFields(
                    or(cve, before.cve()),
                    or(project, before.project()),
                    or(title, before.title()),
                    or(vector, before.vector()),
                    description == null ? before.description() : read(description),
                    String.join("\n", links.isEmpty() ? before.links() : links),
                    String.join("\n", credits.isEmpty() ? before.credits() : credits));
        }

        private static String or(@Nullable String given, String before) {
            return given == null ? before : given;
        }

        private static String read(String file) {
            try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
                // four bytes are the most that a character has
                return new String(in.readNBytes(4 * DraftReader.LONGEST_DESCRIPTION + 4), StandardCharsets.UTF_8);
            } catch (IOException | InvalidPathException e) {
                throw new Refusal(
                        HiddenCharacters.escaped(file) + " cannot be read: name a file, or - for standard input");
            }
        }
    }

    /** Shows what would come of it, and saves it only when told. */
    abstract static class Save implements Callable<Integer> {
        @Mixin
        Asking asking = new Asking();

        @Mixin
        Filled filled = new Filled();

        @Option(names = "--apply", description = "Saves the draft. Without it, only what would come of it is shown.")
        boolean apply;

        @Mixin
        Reply reply = new Reply();

        @Inject
        DraftBook drafts;

        @Inject
        Printer printer;

        abstract DraftBook.Asked asked(DraftBook.Reader reader);

        @Override
        public Integer call() {
            DraftBook.Reader reader = drafts.reader(asking.by);
            DraftBook.Asked asked = asked(reader);
            DraftViews.DraftDetail draft = apply ? drafts.save(asked, reader) : drafts.check(asked, reader);
            if (reply.form == Reply.Form.json) {
                printer.json(draft);
            } else {
                say(printer, draft);
                printer.line(apply ? "saved as " + draft.draft() : "nothing was saved: add --apply to save the draft");
            }
            return draft.findings().isEmpty() ? 0 : 3;
        }
    }

    @Command(
            name = "new",
            mixinStandardHelpOptions = true,
            description = {
                "Begins the draft of an announcement for a report that was decided to be a vulnerability. Without --apply nothing is"
                        + " saved, and what would come of it is shown.",
                "Exit code 3 with findings; they stop nothing."
            })
    static final class New extends Save {
        @Parameters(
                paramLabel = "REPORT",
                description =
                        "The report's id, as `ledger threads` shows it; of what came by GitHub alone, the id of the advisory"
                                + " or case.")
        String report = "";

        @Override
        DraftBook.Asked asked(DraftBook.Reader reader) {
            return new DraftBook.Asked(
                    null,
                    report,
                    filled.coordinator,
                    filled.over(
                            new DraftViews.Fields("", DraftFields.EMPTY.project(), "", "", "", List.of(), List.of())));
        }
    }

    @Command(
            name = "edit",
            mixinStandardHelpOptions = true,
            description = {
                "Changes a draft; what is not given stays as it was. Without --apply nothing is saved.",
                "Exit code 3 with findings; they stop nothing."
            })
    static final class Edit extends Save {
        @Parameters(paramLabel = "DRAFT", description = "As `ledger advisories draft list` names it.")
        String id = "";

        @Override
        DraftBook.Asked asked(DraftBook.Reader reader) {
            DraftViews.Fields before =
                    drafts.one(id, reader).orElseThrow(DraftCommands::none).fields();
            return new DraftBook.Asked(id, null, filled.coordinator, filled.over(before));
        }
    }

    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description = "Deletes a draft's text for good; that there was a draft stays in the audit log.")
    @Decides
    static final class Delete implements Callable<Integer> {
        @Parameters(paramLabel = "DRAFT", description = "As `ledger advisories draft list` names it.")
        String id = "";

        @Mixin
        Asking asking = new Asking();

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; without report content.")
        String reason = "";

        @Option(names = "--apply", description = "Deletes it. Without it, only what would be deleted is shown.")
        boolean apply;

        @Mixin
        Reply reply = new Reply();

        @Inject
        DraftBook drafts;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            DraftBook.Reader reader = drafts.reader(asking.by);
            if (!apply) {
                DraftViews.DraftDetail draft = drafts.one(id, reader).orElseThrow(DraftCommands::none);
                reply.say(
                        printer,
                        draft,
                        HiddenCharacters.escaped(draft.subject()),
                        "nothing was deleted: add --apply to delete the draft");
                return 0;
            }
            DraftViews.Deleted deleted = drafts.delete(id, reason, reader);
            reply.say(printer, deleted, deleted.draft() + " is deleted");
            return 0;
        }
    }

    @Command(
            name = "accept",
            mixinStandardHelpOptions = true,
            description = {
                "Accepts the findings of one rule about a draft, before it is announced. They stay accepted once it is announced as"
                        + " it is, and are open again once what they say changes. Without --apply only what would be accepted is"
                        + " shown.",
                "About a draft that you coordinate or saved, a second person has to approve it. `ledger decisions undo` takes it"
                        + " back."
            })
    @Decides
    static final class Accept implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "DRAFT", description = "As `ledger advisories draft list` names it.")
        String id = "";

        @Parameters(index = "1", paramLabel = "RULE", description = "As `ledger advisories draft show` names it.")
        String rule = "";

        @Option(names = "--until", paramLabel = "DATE", description = "The last UTC day; for good without it.")
        @Nullable
        LocalDate until;

        @Mixin
        Signing signing = new Signing();

        @Mixin
        Reply reply = new Reply();

        @Inject
        DraftBook drafts;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            AdvisoryViews.Accepted done = drafts.accept(
                    id, rule, Optional.ofNullable(until), signing.reason, drafts.reader(signing.by), !signing.apply);
            reply.say(printer, done, AdvisoriesCommand.said(done, signing.by));
            return 0;
        }
    }

    private static void say(Printer printer, DraftViews.DraftDetail draft) {
        printer.line("severity " + draft.severity() + " (" + draft.score() + ", " + draft.vector() + ")  coordinator "
                + draft.coordinator()
                + Optional.ofNullable(draft.deletedFrom())
                        .map(from -> "  deleted for good from " + from)
                        .orElse(""));
        printer.line("");
        printer.line("Subject: " + HiddenCharacters.escaped(draft.subject()));
        printer.line("");
        printer.line(HiddenCharacters.escapedInText(draft.text()).stripTrailing());
        printer.line("");
        draft.findings()
                .forEach(finding -> printer.line(HiddenCharacters.escaped(AdvisoriesCommand.sentence(finding))));
        draft.accepted()
                .forEach(finding -> printer.line(HiddenCharacters.escaped(
                        finding.rule() + ": accepted by " + finding.by() + ": " + finding.reason())));
    }

    private static Refusal none() {
        return new Refusal("there is no such draft, or it is not yours to read: see `ledger advisories draft list`");
    }
}
