package org.triageledger.mailbox.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.mailbox.Watching.eventually;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.triageledger.core.mail.RawMail;
import org.triageledger.mailbox.Dovecot;
import org.triageledger.mailbox.GreenBox;
import org.triageledger.mailbox.LargeMails;
import org.triageledger.mailbox.MemoryLedger;
import org.triageledger.mailbox.Watching;
import org.triageledger.mailbox.WireTap;

/** Large mails on real servers: the same is known of them, and what is attached to them stays where it is. */
class LargeMailTest {
    private static final Map<String, String> MAILS = LargeMails.all();

    private MemoryLedger ledger = new MemoryLedger();

    @Test
    void dovecotIsNeverAskedForWhatIsAttached() throws Exception {
        try (Dovecot dovecot = new Dovecot();
                WireTap tap = new WireTap(dovecot.port())) {
            dovecot.putRaw("INBOX", List.copyOf(MAILS.values()));
            read(dovecot.account(
                    "INBOX",
                    new MailboxAccount.Server("localhost", tap.port(), Security.PLAIN),
                    MailboxAccount.Limits.DEFAULT));
            sameIsKnown(MAILS.values());
            nothingAttachedPassed(tap);
        }
    }

    /** It does not hand out parts of parts, nor that a part has no header; mails that have such are read as they are. */
    @Test
    void greenMailIsNotAskedForWhatIsAttachedUnlessItGivesNothingElse() throws Exception {
        try (GreenBox box = new GreenBox();
                WireTap tap = new WireTap(box.port())) {
            List<String> flat = MAILS.values().stream()
                    .filter(mail -> mail.split("\\R(?=(?i)Content-Type: (multipart/|message/rfc822))").length <= 2)
                    .filter(mail -> !mail.contains("without a header"))
                    .toList();
            assertThat(flat).hasSizeGreaterThan(8);
            for (String mail : flat) {
                box.putRaw("INBOX", mail);
            }
            read(GreenBox.account(tap.port(), "INBOX", MailboxAccount.Limits.DEFAULT));
            sameIsKnown(flat);
            nothingAttachedPassed(tap);
        }
    }

    @Test
    void greenMailShowsTheSame() throws Exception {
        try (GreenBox box = new GreenBox()) {
            for (String mail : MAILS.values()) {
                box.putRaw("INBOX", mail);
            }
            read(box.account());
            sameIsKnown(MAILS.values());
        }
    }

    /** So UIDs that mean nothing any more double nothing. */
    @Test
    void readAgainItIsTheSameByteForByte() throws Exception {
        try (Dovecot dovecot = new Dovecot()) {
            dovecot.putRaw("INBOX", List.copyOf(MAILS.values()));
            read(dovecot.account("INBOX"));
            MemoryLedger first = ledger;
            ledger = new MemoryLedger();
            read(dovecot.account("INBOX"));
            assertThat(ledger.mails()).hasSize(MAILS.size());
            for (int i = 0; i < MAILS.size(); i++) {
                assertThat(ledger.mails().get(i).bytes())
                        .isEqualTo(first.mails().get(i).bytes());
            }
        }
    }

    @Test
    void ordinaryMailBetweenLargeMailsIsFetchedTogetherAndAllInOrder() throws Exception {
        String large = LargeMails.all().values().iterator().next();
        try (GreenBox box = new GreenBox();
                WireTap tap = new WireTap(box.port())) {
            box.put("INBOX", "a", "b", "c");
            box.putRaw("INBOX", large);
            box.put("INBOX", "d", "e");
            read(GreenBox.account(tap.port(), "INBOX", MailboxAccount.Limits.DEFAULT));
            assertThat(ledger.subjects())
                    .containsExactly("a", "b", "c", "Re: a crash in the parser, CVE-2026-0001", "d", "e");
            assertThat(ledger.batches()).hasSize(1);
            assertThat(ledger.mails().get(3).size()).isGreaterThan(5 << 20);
            assertThat(tap.commands())
                    .filteredOn(command -> command.startsWith("UID "))
                    .extracting(command -> command.replaceAll("\\.PEEK|<0.[0-9]+>", ""))
                    .containsExactly(
                            "UID FETCH 1:* (UID)",
                            "UID SEARCH UID 1:6 LARGER 262144",
                            "UID FETCH 1:3 (UID INTERNALDATE RFC822.SIZE BODY[])",
                            "UID FETCH 4 (UID INTERNALDATE RFC822.SIZE BODYSTRUCTURE BODY[HEADER])",
                            "UID FETCH 4 (UID BODY[1.MIME] BODY[2.MIME])",
                            "UID FETCH 4 (UID BODY[1])",
                            "UID FETCH 5:6 (UID INTERNALDATE RFC822.SIZE BODY[])");
        }
    }

    private void read(MailboxAccount account) {
        try (Watching watching = new Watching(account, ledger)) {
            eventually().until(() -> !ledger.looks().isEmpty());
        }
        assertThat(ledger.troubles()).isEmpty();
    }

    private void sameIsKnown(Collection<String> mails) {
        assertThat(ledger.mails()).hasSize(mails.size());
        List<RawMail> read = new ArrayList<>(ledger.mails());
        SoftAssertions all = new SoftAssertions();
        mails.forEach(mail -> {
            RawMail raw = read.removeFirst();
            all.assertThat(LargeMails.facts(raw.bytes())).isEqualTo(LargeMails.facts(mail));
            all.assertThat(raw.size()).isGreaterThanOrEqualTo(raw.bytes().length);
        });
        all.assertAll();
    }

    private static void nothingAttachedPassed(WireTap tap) {
        assertThat(tap.answered().contains(LargeMails.ATTACHED)).isFalse();
        assertThat(tap.commands())
                .filteredOn(command -> command.startsWith("UID FETCH"))
                .noneMatch(command -> command.contains("BODY["))
                .allMatch(command -> command.length() < 8192);
    }
}
