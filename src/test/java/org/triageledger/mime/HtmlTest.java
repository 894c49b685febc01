package org.triageledger.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HtmlTest {
    static Stream<Arguments> pages() {
        return Stream.of(
                Arguments.of("Hello", "Hello\n"),
                Arguments.of("<p>Hello <b>you</b>,</p><p>yours</p>", "Hello you,\nyours\n"),
                Arguments.of("<div>One<br>Two<br><br>Three</div>", "One\nTwo\n\nThree\n"),
                Arguments.of("One\n  two&nbsp;&amp; three", "One two & three\n"),
                Arguments.of("<pre>a  b\n  c</pre>d", "a  b\n  c\nd\n"),
                Arguments.of("<style>p {}</style><script>x()</script><!-- no --><p>a", "a\n"),
                Arguments.of("<title>no</title>a", "a\n"),
                Arguments.of("a<blockquote>b<p>c</blockquote>d", "a\n> b\n> c\nd\n"),
                Arguments.of(
                        "Yes<div class='gmail_quote'><div class=gmail_attr>On Monday, Ada wrote:<br></div>"
                                + "<blockquote class='gmail_quote'>Is it?</blockquote></div>",
                        "Yes\n> On Monday, Ada wrote:\n> Is it?\n"),
                Arguments.of(
                        "FYI<div class='gmail_quote'><div class=gmail_attr>---------- Forwarded message ---------<br>"
                                + "From: Ada</div>Hello</div>",
                        "FYI\n---------- Forwarded message ---------\nFrom: Ada\nHello\n"),
                Arguments.of(
                        "Yes<div id='appendonsend'></div><hr><div>From: Ada</div>Hello", "Yes\n> From: Ada\n> Hello\n"),
                Arguments.of("<div>Thanks<br>-- <br>Ada</div>", "Thanks\n-- \nAda\n"),
                Arguments.of("", ""),
                Arguments.of("<<<>>>&#xffffffff;<a href=", "<<<>>>\ufffd\n"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void pagesBecomeTheLinesThatAPersonReads(String html, String text) {
        assertThat(Html.text(html)).isEqualTo(text);
    }

    @Test
    void aMailOfHtmlKeepsItsType() {
        assertThat(Outline.of("Content-Type: text/html; charset=utf-8\n\n<p>gr\u00c3\u00bcn"))
                .isEqualTo("text/html 'gr\u00fcn\n'");
    }

    @Test
    void tagsNestedWithoutEndAreNoTrouble() {
        assertThat(Html.text("<div>".repeat(100_000) + "a")).endsWith("a\n");
    }
}
