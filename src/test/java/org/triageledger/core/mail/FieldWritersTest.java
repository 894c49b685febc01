package org.triageledger.core.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.triageledger.core.mail.field.FieldWriter;
import org.triageledger.core.mail.field.ListHost;
import org.triageledger.core.mail.field.Proof;

/** Who can have written X-GitHub-Sender and List-Id of a mail: its header in, the writer out. */
class FieldWritersTest {
    private static final String OURS =
            "Received: from out.smtp.github.com (out.smtp.github.com [192.0.2.9]) by mx.example.org; x\n";
    private static final String SIGNED =
            "Authentication-Results: mx.example.org; dkim=pass header.d=github.com\n" + OURS;
    private static final String SIGNATURE = "DKIM-Signature: v=1; d=github.com; s=p; b=AbC d; h=From:\n Subject:";
    private static final String SENDER = "X-GitHub-Sender: ada-x\n";

    @TestFactory
    Stream<DynamicTest> whoCanHaveWrittenTheSenderOfANotification() {
        return Stream.of(
                one("nobody looked", FieldWriter.SENDER, OURS + SIGNATURE + "X-GitHub-Sender\n" + SENDER),
                one(
                        "a valid signature that leaves the field out",
                        FieldWriter.SENDER,
                        SIGNED + SIGNATURE + "To\n" + SENDER),
                one(
                        "a valid signature over the field",
                        FieldWriter.GITHUB,
                        SIGNED + SIGNATURE + "x-github-sender\n" + SENDER),
                one("blanks in h=", FieldWriter.GITHUB, SIGNED + SIGNATURE + " X-GitHub-\n Sender : To\n" + SENDER),
                one(
                        "a second field above the signed one",
                        FieldWriter.SENDER,
                        SIGNED + SIGNATURE + "X-GitHub-Sender\nX-GitHub-Sender: bob-x\n" + SENDER),
                one(
                        "both signed",
                        FieldWriter.GITHUB,
                        SIGNED + SIGNATURE + "X-GitHub-Sender:X-GitHub-Sender\nX-GitHub-Sender: bob-x\n" + SENDER),
                one(
                        "a thousand fields",
                        FieldWriter.SENDER,
                        SIGNED + SIGNATURE + "X-GitHub-Sender\n" + SENDER.repeat(1_000)),
                one(
                        "another signature of the domain, made up, that names more",
                        FieldWriter.SENDER,
                        SIGNED + "DKIM-Signature: d=github.com; s=q; b=xyz; h=From:X-GitHub-Sender\n" + SIGNATURE
                                + "To\n" + SENDER),
                one(
                        "told apart by selector",
                        FieldWriter.GITHUB,
                        SIGNED.replace("d=github.com", "d=github.com header.s=p")
                                + "DKIM-Signature: d=github.com; s=q; b=xyz; h=From\n" + SIGNATURE
                                + "X-GitHub-Sender\n" + SENDER),
                one(
                        "told apart by the signature's beginning",
                        FieldWriter.SENDER,
                        SIGNED.replace("d=github.com", "d=github.com header.b=abcd")
                                + "DKIM-Signature: d=github.com; s=p; b=xyz; h=From:X-GitHub-Sender\n" + SIGNATURE
                                + "To\n" + SENDER),
                one(
                        "a signature with a tag twice",
                        FieldWriter.SENDER,
                        SIGNED + SIGNATURE + "X-GitHub-Sender; h=From\n" + SENDER),
                one(
                        "a signature of another domain",
                        FieldWriter.SENDER,
                        SIGNED.replace("github.com", "sub.github.com") + SIGNATURE + "X-GitHub-Sender\n" + SENDER),
                one(
                        "more signatures than a receiver looks at",
                        FieldWriter.SENDER,
                        SIGNED + (SIGNATURE + "X-GitHub-Sender\n").repeat(1_000) + SENDER),
                one("handed over by GitHub itself", FieldWriter.GITHUB, spf("github.com") + SENDER),
                one("an envelope of another domain", FieldWriter.SENDER, spf("github.com.example.net") + SENDER),
                one(
                        "handed over by a forwarder",
                        FieldWriter.SENDER,
                        spf("github.com") + "Received: from x by mx.example.net; x\n" + SENDER),
                one(
                        "sealed by a forwarder",
                        FieldWriter.SENDER,
                        spf("github.com") + "ARC-Seal: i=1; cv=none\n" + SENDER),
                one(
                        "a server of GitHub's before",
                        FieldWriter.GITHUB,
                        spf("github.com") + "Received: from w.github.net by smtp.github.com; x\n" + SENDER));
    }

    @Test
    void theListHostsOwnSignatureProvesItsFieldsAndThatOfItsParentDoesNot() {
        String mail = "Authentication-Results: mx.example.org; dkim=pass header.d=HOST\n"
                + "Received: from h (h [192.0.2.1]) by mx.example.org; x\n"
                + "DKIM-Signature: d=HOST; b=x; h=From:List-Id\nList-Id: <security.lists.example.net>\n";

        assertThat(writer(mail.replace("HOST", "lists.example.net"), "List-Id")).isEqualTo(FieldWriter.LIST_HOST);
        assertThat(writer(mail.replace("HOST", "example.net"), "List-Id")).isEqualTo(FieldWriter.SENDER);
    }

    private static String spf(String domain) {
        return "Authentication-Results: mx.example.org; dkim=pass header.d=github.com; spf=pass smtp.mailfrom=noreply@"
                + domain + "\n" + OURS;
    }

    private static DynamicTest one(String what, FieldWriter writer, String header) {
        return DynamicTest.dynamicTest(
                what, () -> assertThat(writer(header, "X-GitHub-Sender")).isEqualTo(writer));
    }

    private static FieldWriter writer(String header, String field) {
        Headers headers = Cases.read(Cases.raw(header + "\n")).headers();
        return Proof.of(headers, new Receivers(Set.of("mx.example.org"), Set.of()))
                .writer(field, Optional.of(new ListHost(new ListId("security.lists.example.net"))));
    }
}
