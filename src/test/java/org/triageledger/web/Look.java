package org.triageledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;

/** Looks at a page as everybody does: takes a picture of it, has axe find nothing, and sees that it fits the window. */
final class Look {
    private Look() {}

    /** On a phone, at night, and on a desk. */
    static void everywhere(Page page, String name) {
        resized(page, name, 360, ColorScheme.LIGHT);
        resized(page, name, 1600, ColorScheme.DARK);
        resized(page, name, 1280, ColorScheme.LIGHT);
    }

    private static void resized(Page page, String name, int width, ColorScheme scheme) {
        page.setViewportSize(width, 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        at(page, name, width, scheme);
    }

    static void at(Page page, String name, int width, ColorScheme scheme) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "pages", name + "-" + width + "-" + scheme + ".png"))
                .setFullPage(true));
        AxeResults results = new AxeBuilder(page).analyze();
        assertThat(results.getViolations()).as(name + " at " + width).isEmpty();
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .as(name + " is not wider than the window")
                .isLessThanOrEqualTo(width);
    }
}
