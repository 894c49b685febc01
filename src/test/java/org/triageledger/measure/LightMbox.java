package org.triageledger.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.Arrival;
import org.triageledger.core.mail.Author;
import org.triageledger.core.mail.Automation;
import org.triageledger.core.mail.Mailbox;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.mail.Place;
import org.triageledger.core.mail.Trust;

/**
 * Reads as much of an mbox as threading needs, and no more: a measure of the threads must not depend on how well mail is read.
 * Arrival is the order in the file, a second apart where the file's own times do not say more.
 */
final class LightMbox {
    private static final int HEXADECIMAL = 16;

    private static final Pattern LIST_TAG = Pattern.compile("^\\s*\\[[^\\]]*\\]\\s*");
    private static final Pattern REPLY =
            Pattern.compile("^\\s*(?:re|aw|sv|antw)\\s*(?:\\[\\d+\\])?:\\s*", Pattern.CASE_INSENSITIVE);

    private LightMbox() {}

    static List<Message> read(Path file) throws IOException {
        List<Message> messages = new ArrayList<>();
        Map<String, String> header = new HashMap<>();
        boolean inHeader = false;
        boolean blank = true;
        String last = "";
        String from = "";
        try (InputStream in = Files.newInputStream(file);
                BufferedReader lines = new BufferedReader(new InputStreamReader(
                        file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in, StandardCharsets.ISO_8859_1))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (blank && line.startsWith("From ")) {
                    if (!from.isEmpty()) {
                        messages.add(message(messages.size() + 1, from, header));
                    }
                    from = line;
                    header.clear();
                    inHeader = true;
                    last = "";
                } else if (inHeader) {
                    inHeader = !line.isEmpty();
                    int colon = line.indexOf(':');
                    if (!last.isEmpty() && (line.startsWith(" ") || line.startsWith("\t"))) {
                        header.merge(last, line, String::concat);
                    } else if (colon > 0) {
                        last = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                        header.merge(last, line.substring(colon + 1), (text, other) -> text + " " + other);
                    }
                }
                blank = line.isEmpty();
            }
        }
        if (!from.isEmpty()) {
            messages.add(message(messages.size() + 1, from, header));
        }
        return messages;
    }

    /** The place in the file, from 1. */
    static int sequence(Message message) {
        return Integer.parseInt(message.fingerprint(), HEXADECIMAL);
    }

    static Message withoutSubject(Message message) {
        return new Message(
                message.key(),
                message.id(),
                message.idMade(),
                message.idShared(),
                message.otherIds(),
                message.references(),
                message.reply(),
                message.forwards(),
                Optional.empty(),
                message.fingerprint(),
                message.author(),
                message.date(),
                message.arrival(),
                message.lists(),
                message.automation(),
                message.automationWhy(),
                message.trust(),
                message.trustWhy(),
                message.authoredLines(),
                message.linesUnclear(),
                message.advisories(),
                message.archivedAt(),
                message.disputed(),
                message.places());
    }

    private static Message message(int sequence, String from, Map<String, String> header) {
        Optional<MessageId> id = MessageId.first(header.getOrDefault("message-id", ""));
        LinkedHashSet<MessageId> references = new LinkedHashSet<>(MessageId.all(header.getOrDefault("references", "")));
        references.addAll(MessageId.all(header.getOrDefault("in-reply-to", "")));
        String subject = header.getOrDefault("subject", "").strip();
        String base = subject;
        boolean reply = !references.isEmpty();
        for (String before = ""; !before.equals(base); ) {
            before = base;
            base = LIST_TAG.matcher(base).replaceFirst("");
            reply |= REPLY.matcher(base).find();
            base = REPLY.matcher(base).replaceFirst("");
        }
        return new Message(
                String.format(Locale.ROOT, "%032x", sequence),
                id.orElseGet(() -> new MessageId("made-" + sequence)),
                id.isEmpty(),
                false,
                List.of(),
                List.copyOf(references),
                reply,
                false,
                Optional.of(base.strip().toLowerCase(Locale.ROOT)).filter(token -> !token.isEmpty()),
                String.format(Locale.ROOT, "%064x", sequence),
                author(header.getOrDefault("from", "")),
                Optional.empty(),
                new Arrival(arrival(from, sequence), Arrival.Basis.FROM_LINE),
                List.of(),
                Automation.HUMAN,
                "",
                Trust.ARCHIVE,
                "",
                1,
                false,
                new TreeSet<>(),
                Optional.empty(),
                false,
                List.of(new Place("measure", Integer.toString(sequence))));
    }

    private static Author author(String from) {
        return Address.parse(from.substring(from.lastIndexOf('<') + 1).replace(">", ""))
                .<Author>map(address -> new Author.Direct(new Mailbox("", address)))
                .orElseGet(() -> new Author.Ambiguous(List.of(), "no address"));
    }

    private static Instant arrival(String from, int sequence) {
        String[] words = from.split("\\s+");
        if (words.length < 7) {
            return Instant.EPOCH.plusSeconds(sequence);
        }
        int month = "JanFebMarAprMayJunJulAugSepOctNovDec".indexOf(words[3]) / 3 + 1;
        String text = String.format(Locale.ROOT, "%s-%02d-%2sT%sZ", words[6], month, words[4], words[5]);
        try {
            return Instant.parse(text.replace("- ", "-0").replace(" T", "T"));
        } catch (java.time.format.DateTimeParseException e) {
            return Instant.EPOCH.plus(Duration.ofSeconds(sequence));
        }
    }
}
