package org.triageledger.work.facts;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.activity.Pending;
import org.triageledger.core.activity.Report;
import org.triageledger.core.mail.Trust;

/**
 * An activity {@linkplain Activity#withoutThreads() without threads} as compressed bytes, and back. Each text is written once. Bytes of
 * one build of the program are read by the same build alone.
 */
final class ActivityBytes {
    private ActivityBytes() {}

    /**
     * What is written.
     *
     * @param lastDay the UTC day from which on the answers are those of this activity
     */
    record Kept(LocalDate lastDay, Activity activity) {}

    static byte[] of(Kept kept) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater fast = new Deflater(Deflater.BEST_SPEED);
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes, fast, 1 << 16))) {
            Writing writing = new Writing(out);
            out.writeLong(kept.lastDay().toEpochDay());
            Activity activity = kept.activity();
            out.writeInt(activity.credits().size());
            for (Credit credit : activity.credits()) {
                writing.credit(credit);
            }
            out.writeInt(activity.pending().size());
            for (Pending pending : activity.pending()) {
                writing.credit(pending.credit());
                writing.text(pending.doubt().name());
                out.writeBoolean(pending.proven());
                writing.text(pending.why());
            }
            out.writeInt(activity.published().size());
            for (Map.Entry<String, Report.Status> status : activity.published().entrySet()) {
                writing.text(status.getKey());
                writing.text(status.getValue().name());
            }
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot be written", e);
        } finally {
            fast.end();
        }
        return bytes.toByteArray();
    }

    /** @throws IOException where they are not what was written */
    static Kept read(byte[] bytes) throws IOException {
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
            Reading reading = new Reading(in);
            LocalDate lastDay = LocalDate.ofEpochDay(in.readLong());
            List<Credit> credits = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                credits.add(reading.credit());
            }
            List<Pending> pending = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                pending.add(new Pending(
                        reading.credit(), Pending.Doubt.valueOf(reading.text()), in.readBoolean(), reading.text()));
            }
            Map<String, Report.Status> statuses = new HashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                statuses.put(reading.text(), Report.Status.valueOf(reading.text()));
            }
            return new Kept(lastDay, new Activity(List.of(), credits, pending, List.of(), statuses));
        } catch (IllegalArgumentException e) {
            throw new IOException("not what was written", e);
        }
    }

    private static final class Writing {
        private final DataOutputStream out;
        private final Map<String, Integer> known = new HashMap<>();

        Writing(DataOutputStream out) {
            this.out = out;
        }

        void credit(Credit credit) throws IOException {
            text(credit.member());
            text(credit.kind().name());
            text(credit.report());
            text(credit.rule());
            out.writeInt(credit.evidence().size());
            for (Credit.Evidence evidence : credit.evidence()) {
                text(evidence.source().name());
                text(evidence.id());
                out.writeLong(evidence.arrived().getEpochSecond());
                out.writeInt(evidence.arrived().getNano());
                text(evidence.trust().name());
                text(evidence.trustWhy());
                text(evidence.archivedAt());
            }
        }

        /** By its number where it was written before; else under the next number. */
        void text(String text) throws IOException {
            Integer number = known.putIfAbsent(text, known.size());
            if (number != null) {
                out.writeInt(number);
                return;
            }
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(known.size() - 1);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    private static final class Reading {
        private final DataInputStream in;
        private final List<String> known = new ArrayList<>();

        Reading(DataInputStream in) {
            this.in = in;
        }

        Credit credit() throws IOException {
            String member = text();
            Credit.Kind kind = Credit.Kind.valueOf(text());
            String report = text();
            String rule = text();
            List<Credit.Evidence> evidence = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                evidence.add(new Credit.Evidence(
                        Credit.Source.valueOf(text()),
                        text(),
                        Instant.ofEpochSecond(in.readLong(), in.readInt()),
                        Trust.valueOf(text()),
                        text(),
                        text()));
            }
            return new Credit(member, kind, report, List.copyOf(evidence), rule);
        }

        String text() throws IOException {
            int number = in.readInt();
            if (number == known.size()) {
                known.add(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
            }
            if (number < 0 || number >= known.size()) {
                throw new IOException("a text is missing");
            }
            return known.get(number);
        }
    }
}
