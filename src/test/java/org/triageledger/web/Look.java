package org.triageledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Looks at a page as everybody does: takes a picture of it, has axe find nothing, and sees that it fits the window, that what does
 * different things has different names, and that what is clicked is large enough.
 */
final class Look {
    /** The accessible names that several links or buttons share although they lead elsewhere or do something else. */
    private static final String SHARED_NAMES = """
            () => {
              const words = text => (text ?? '').replace(/\\s+/g, ' ').trim();
              const name = e => words(e.getAttribute('aria-label') || e.textContent || e.value);
              const form = e => !e.form ? '' : [e.form.getAttribute('action') ?? location.pathname, e.form.method, e.name, e.value,
                ...[...e.form.querySelectorAll('input[type=hidden]')].filter(i => i.name !== 'csrf').map(i => i.name + '=' + i.value)]
                .join(' ');
              const targets = new Map();
              for (const e of document.querySelectorAll('main a[href], main button')) {
                const key = e.tagName + ' ' + name(e);
                const target = e.tagName === 'A' ? e.href : form(e);
                targets.set(key, (targets.get(key) ?? new Set()).add(target));
              }
              return [...targets].filter(([, where]) => where.size > 1).map(([key, where]) => key + ': ' + [...where].join(' | '));
            }
            """;

    /** What is smaller than 24 by 24 pixels, but for links within a sentence (WCAG 2.2, 2.5.8). */
    private static final String SMALL_TARGETS = """
            () => {
              const inSentence = e => e.tagName === 'A' && getComputedStyle(e).display === 'inline'
                && [...e.parentElement.childNodes].some(n => n.nodeType === Node.TEXT_NODE && /\\p{L}/u.test(n.data));
              const box = e => (/^(checkbox|radio)$/.test(e.type) && e.closest('label') || e).getBoundingClientRect();
              return [...document.querySelectorAll('a[href], button, summary, select, textarea, input:not([type=hidden])')]
                .filter(e => e.checkVisibility() && !e.closest('.skip, .hush') && !inSentence(e))
                .map(e => [e, box(e)])
                .filter(([, b]) => b.width < 23.5 || b.height < 23.5)
                .map(([e, b]) => e.outerHTML.slice(0, 120) + ' ' + Math.round(b.width) + 'x' + Math.round(b.height));
            }
            """;

    /**
     * What axe finds, as lines: without the second page that its own builder opens for each question, and what it would ask of frames,
     * which no page has.
     */
    private static final String AXE = """
            async () => {
              const results = await axe.run(document, {resultTypes: ['violations'], preload: false});
              return results.violations.map(v => v.id + ': ' + v.help + ' ' + v.nodes.map(n => n.target.join(' ') + ' ('
                + n.failureSummary.replace(/\\s+/g, ' ') + ')').join(', '));
            }
            """;

    private static final String AXE_ITSELF = axe();

    private Look() {}

    /** On a phone and on a desk, by day and by night: four pictures, each looked at as a whole. */
    static void everywhere(Page page, String name) {
        for (int width : new int[] {360, 1440}) {
            for (ColorScheme scheme : new ColorScheme[] {ColorScheme.DARK, ColorScheme.LIGHT}) {
                at(page, name, width, scheme);
            }
        }
    }

    /** In a window of this width, which stays so. */
    static void at(Page page, String name, int width, ColorScheme scheme) {
        page.setViewportSize(width, 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screens", name + "-" + width + "-" + scheme + ".png"))
                .setFullPage(true));
        String look = name + " at " + width + ", " + scheme;
        if (Boolean.TRUE.equals(page.evaluate("typeof axe === 'undefined'"))) {
            page.evaluate(AXE_ITSELF);
        }
        assertThat((List<?>) page.evaluate(AXE)).as(look + ": what axe finds").isEmpty();
        assertThat((List<?>) page.evaluate(SHARED_NAMES))
                .as(look + ": links or buttons of one name that do different things")
                .isEmpty();
        assertThat((List<?>) page.evaluate(SMALL_TARGETS))
                .as(look + ": too small to be hit")
                .isEmpty();
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .as(look + ": not wider than the window")
                .isLessThanOrEqualTo(width);
    }

    private static String axe() {
        try (InputStream script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
