package org.triageledger.core.advisory.announcement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnouncementReaderTest {
    private static final String RECORD = "https://www.cve.org/CVERecord?id=";
    private static final String FOOTER = """
            _______________________________________________
            Security-announce mailing list -- security-announce@example.org
            To unsubscribe send an email to security-announce-leave@example.org
            https://lists.example.org/mailman3/lists/security-announce.example.org/
            Member address: reader@example.org
            """;

    @Test
    void theTemplateIsReadWhole() {
        AnnouncementText text =
                AnnouncementReader.read("[Security-announce][CVE-2026-11111] Endless loop in the parser", """
                There is a MEDIUM severity vulnerability affecting CPython.

                A parser loops.

                Please see the linked CVE ID for the latest information on affected versions:

                * https://www.cve.org/CVERecord?id=CVE-2026-11111
                * https://github.com/python/cpython/pull/149487

                """ + FOOTER);

        assertThat(text.update()).isFalse();
        assertThat(shown(text)).isEqualTo("""
                CVE-2026-11111 [] "Endless loop in the parser" MEDIUM TEMPLATE CPython [record, pull] []""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", quoteCharacter = '"', textBlock = """
            There is a HIGH severity vulnerability affecting CPython.                          | HIGH     | TEMPLATE | CPython | CPython
            "There is a MEDIUM severity vulnerability\naffecting\nCPython."                     | MEDIUM   | TEMPLATE | CPython | CPython
            There is a  MEDIUM severity  vulnerability affecting pip.                           | MEDIUM   | TEMPLATE | pip | pip
            There is a *CRITICAL* severity vulnerability affecting pip                          | CRITICAL | TEMPLATE | pip | pip
            There is a HIGH severity vulnerability affecting {project}.                         | HIGH     | TEMPLATE | {project} | none
            There is a MODERATE severity (CVSSv4 5.3) vulnerability affecting CPython up to (and including) 3.11.15, 3.12.13 and 3.15.0b2. | MODERATE | OTHER | CPython up to (and including) 3.11.15, 3.12.13 and 3.15.0b2 | CPython
            There is a MEDIUM severity security issue in CPython when using `bytes.decode(...)`. | MEDIUM   | OTHER    | CPython when using `bytes.decode(...)` | CPython
            There is a HIGH severity vulnerability affecting the CPython 'zipfile' module.      | HIGH     | TEMPLATE | the CPython 'zipfile' module | CPython
            There is a HIGH severity vulnerability affecting setuptools.                        | HIGH     | TEMPLATE | setuptools | setuptools
            This vulnerability is of severity *LOW*.                                            | LOW      | OTHER    | none | none
            "Some prose.\n\nSeverity: Medium\n\nReferences:"                                     | Medium   | OTHER    | none | none
            "There is a vulnerability affecting CPython 3.9 and earlier.\nIt is of severity low." | low    | OTHER    | CPython 3.9 and earlier | CPython
            There is an Important severity vulnerability affecting CPython.                     | Important | TEMPLATE | CPython | CPython
            No word of it.                                                                      | none     | NONE     | none | none
            """)
    void severityAndProjectAreFoundInAnyForm(
            String prose, String word, Announced.Form form, String affected, String project) {
        String text = prose.replace("\\n", "\n") + "\n\n";
        Announced one = AnnouncementReader.read("[CVE-2026-11111] A title", text)
                .advisories()
                .getFirst();

        assertThat(one.severityWord()).isEqualTo(Optional.ofNullable(word));
        assertThat(one.form()).isEqualTo(form);
        assertThat(one.affected()).isEqualTo(Optional.ofNullable(affected));
        assertThat(one.project()).isEqualTo(Optional.ofNullable(project));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            [Security-announce][CVE-2026-11111] A title                  | CVE-2026-11111 | []               | A title | false
            [Security-announce]Title: [CVE-2026-11111] A title           | CVE-2026-11111 | []               | A title | false
            [CVE-2026-11111] Incomplete fix of CVE-2026-22222, again     | CVE-2026-11111 | [CVE-2026-22222] | Incomplete fix of CVE-2026-22222, again | false
            Fix after CVE-2026-22222 [CVE-2026-11111]                    | CVE-2026-11111 | [CVE-2026-22222] | Fix after CVE-2026-22222 | false
            CVE-2026-11111: A title                                      | CVE-2026-11111 | []               | A title | false
            [UPDATE] [CVE-2026-11111] A title                            | CVE-2026-11111 | []               | A title | true
            [Security-announce] Erratum: [CVE-2026-11111] A title        | CVE-2026-11111 | []               | A title | true
            [Security-announce] Correction to [CVE-2026-11111] A title   | CVE-2026-11111 | []               | none    | true
            Re: [Security-announce][CVE-2026-11111] A title              | CVE-2026-11111 | []               | A title | true
            [CVE-2026-11111] A title (updated)                           | CVE-2026-11111 | []               | A title (updated) | true
            [CVE-2026-11111] Updated expat is needed: corrected sizes    | CVE-2026-11111 | []               | Updated expat is needed: corrected sizes | false
            [CVE-2026-1234567890123456789] A title                       | CVE-2026-1234567890123456789 | [] | A title | false
            [cve-2026-11111] A title                                     | CVE-2026-11111 | []               | A title | false
            """)
    void theIdInBracketsLeads(String subject, String id, String related, String title, boolean update) {
        AnnouncementText text = AnnouncementReader.read(
                subject, "There is a LOW severity vulnerability affecting CPython.\n" + RECORD + "CVE-2026-33333\n");
        Announced one = text.advisories().getFirst();

        assertThat(one.id()).hasToString("Optional[" + id + "]");
        assertThat(one.related()).hasToString(related);
        assertThat(text.update()).isEqualTo(update);
        if (title != null) {
            assertThat(one.title()).isEqualTo(title);
        }
    }

    @Test
    void severalPartsAreSeveralAdvisories() {
        AnnouncementText text = AnnouncementReader.read(
                "[Security-announce] [CVE-2026-11111] [CVE-2026-22222] Two issues in tarfile", """
                Hello,

                [CVE-2026-11111] Links leave the folder

                There is a HIGH severity vulnerability affecting CPython.

                * https://www.cve.org/CVERecord?id=CVE-2026-11111
                * https://github.com/python/cpython/pull/1

                Title: [CVE-2026-22222] Names are not checked

                There is a LOW severity vulnerability affecting
                pip.

                * https://www.cve.org/CVERecord?id=CVE-2026-22222
                * https://github.com/pypa/pip/pull/2
                """);

        assertThat(shown(text)).isEqualTo("""
                CVE-2026-11111 [] "Links leave the folder" HIGH TEMPLATE CPython [record, pull] []
                CVE-2026-22222 [] "Names are not checked" LOW TEMPLATE pip [record, pull] []""");
    }

    @Test
    void severalSentencesAreSeveralAdvisoriesByTheirLinks() {
        AnnouncementText text = AnnouncementReader.read("Two advisories for CPython", """
                There is a HIGH severity vulnerability affecting CPython.
                * https://www.cve.org/CVERecord?id=CVE-2026-11111

                There is a LOW severity vulnerability affecting CPython.
                * https://www.cve.org/CVERecord?id=CVE-2026-22222
                """);

        assertThat(shown(text)).isEqualTo("""
                CVE-2026-11111 [] "Two advisories for CPython" HIGH TEMPLATE CPython [record] []
                CVE-2026-22222 [] "Two advisories for CPython" LOW TEMPLATE CPython [record] []""");
    }

    @Test
    void severalIdsInBracketsOfOneTextAreSeveralAdvisories() {
        AnnouncementText text = AnnouncementReader.read("[CVE-2026-11111, CVE-2026-22222] Two issues", """
                There is a HIGH severity vulnerability affecting CPython.
                * https://www.cve.org/CVERecord?id=CVE-2026-11111
                * https://www.cve.org/CVERecord?id=CVE-2026-22222
                * https://github.com/python/cpython/pull/1
                """);

        assertThat(shown(text)).isEqualTo("""
                CVE-2026-11111 [CVE-2026-22222] "Two issues" HIGH TEMPLATE CPython [record, pull] []
                CVE-2026-22222 [CVE-2026-11111] "Two issues" HIGH TEMPLATE CPython [record, pull] []""");
    }

    @Test
    void whatIsQuotedAndWhatTheListAddsIsNotSaid() {
        AnnouncementText text = AnnouncementReader.read("Re: [CVE-2026-11111] A title", """
                Thanks!

                > There is a HIGH severity vulnerability affecting CPython.
                > https://github.com/python/cpython/pull/1
                --\s
                https://signature.example.org/ada
                """);

        assertThat(text.update()).isTrue();
        assertThat(shown(text)).isEqualTo("""
                CVE-2026-11111 [] "A title"  NONE  [] []""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            see (https://github.com/python/cpython/pull/1).              | https://github.com/python/cpython/pull/1
            [the fix](https://github.com/python/cpython/pull/1), merged  | https://github.com/python/cpython/pull/1
            https://example.org/a https://example.org/a <https://example.org/a> | https://example.org/a
            https://en.example.org/wiki/Loop_(code)                      | https://en.example.org/wiki/Loop_(code)
            https://https://example.org/list/                            | https://https://example.org/list/
            htps://example.org/list                                      | htps://example.org/list
            www.cve.org/CVERecord?id=CVE-2026-11111                      | www.cve.org/CVERecord?id=CVE-2026-11111
            "<https://example.org/a/very/\nlong/link>"                   | https://example.org/a/very/long/link
            nothing at all                                               | ''
            """)
    void linksAreFoundInProse(String prose, String links) {
        assertThat(Links.in(prose.replace("\\n", "\n")).stream()
                        .map(link -> link.url())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(links.equals("''") ? "" : links);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            affecting {project}.                          | [{project}]
            a {severity} severity                         | [{severity}]
            [CVE-YYYY-NNNN] {title}                       | [CVE-YYYY-NNNN, {title}]
            CVE-2026-XXXX                                 | [CVE-2026-XXXX]
            https://www.cve.org/CVERecord?id={cve}        | [{cve}]
            a link ({link})                               | [({link})]
            the code `f"{name}"` and "{name}" and f"{x}"  | []
            x = {a} or dict{b} and ${HOME}                | [{a}]
            <project> and <title>                         | [<project>, <title>]
            """)
    void placeholdersAreFoundInProse(String prose, String found) {
        assertThat(Placeholders.in(prose)).hasToString(found);
    }

    @Test
    void codeIsNotLookedAtForPlaceholders() {
        assertThat(Placeholders.in("```\nprint({name})\n {other}\n```\n    {indented} \n+ {patch}\n"))
                .isEmpty();
    }

    @Test
    void ofMailThatAnnouncesNothingNothingIsRead() {
        assertThat(AnnouncementReader.read("Python 3.14.1 is released", "See https://www.python.org/\nHIGH time.\n")
                        .advisories())
                .isEmpty();
        assertThat(AnnouncementReader.read("", "").advisories()).isEmpty();
        assertThat(AnnouncementReader.read("A talk", "It was about CVE-2026-11111.")
                        .advisories())
                .isEmpty();
    }

    @Test
    void anyTextIsReadInBoundedTime() {
        List<String> hostile = List.of(
                "There is a ".repeat(20_000),
                "There is a HIGH severity ".repeat(20_000),
                "[CVE-2026-11111] ".repeat(20_000),
                "\n[CVE-2026-11111] x\nSeverity: HIGH\n".repeat(20_000),
                "{".repeat(200_000),
                "`".repeat(200_000),
                "https://".repeat(30_000),
                "https://a" + "(".repeat(200_000),
                "<https://a\n".repeat(20_000),
                " \n".repeat(100_000),
                "vulnerability ".repeat(15_000),
                "-".repeat(200_000),
                "CVE-2026-1111 ".repeat(15_000),
                "_".repeat(300_000));
        long start = System.nanoTime();
        for (String text : hostile) {
            AnnouncementReader.read(text.replace('\n', ' ').substring(0, 998), text);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    private static String shown(AnnouncementText text) {
        return text.advisories().stream()
                .map(announced -> announced.id().map(Object::toString).orElse("-") + " " + announced.related() + " \""
                        + announced.title()
                        + "\" "
                        + announced.severityWord().orElse("") + " " + announced.form() + " "
                        + announced.project().orElse("") + " "
                        + announced.links().stream()
                                .map(link -> link.kind().word())
                                .toList() + " " + announced.placeholders())
                .collect(Collectors.joining("\n"));
    }
}
