package org.triageledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each package uses only floors below its own, and the core is pure. See ARCHITECTURE.md. */
class FloorsTest {
    private static final String ROOT = "org.triageledger";

    /** Each room by itself: a package below another one is a room of its own, and must stand here too. */
    private static final Map<String, Integer> FLOORS = Map.ofEntries(
            Map.entry("core.hash", 9),
            Map.entry("core.coverage", 10),
            Map.entry("core.mail", 10),
            Map.entry("core.mail.field", 11),
            Map.entry("core.mail.text", 12),
            Map.entry("core.mail.author", 13),
            Map.entry("core.mail.automation", 14),
            Map.entry("core.mail.thread", 14),
            Map.entry("core.mail.judge", 15),
            Map.entry("core.member", 20),
            Map.entry("core.activity", 30),
            Map.entry("core.advisory", 30),
            Map.entry("core.advisory.record", 31),
            Map.entry("core.advisory.announcement", 31),
            Map.entry("core.advisory.ghsa", 31),
            Map.entry("core.advisory.match", 32),
            Map.entry("core.advisory.draft", 32),
            Map.entry("core.advisory.cases", 33),
            Map.entry("core.eligibility", 40),
            Map.entry("document", 59),
            Map.entry("core.membership", 50),
            Map.entry("core.snapshot", 51),
            Map.entry("core.review", 52),
            Map.entry("core.reminder", 53),
            Map.entry("core.record", 54),
            Map.entry("mime", 59),
            Map.entry("store", 60),
            Map.entry("notify", 60),
            Map.entry("letters", 60),
            Map.entry("feeds", 60),
            Map.entry("vault", 60),
            Map.entry("cvss", 60),
            Map.entry("mailbox.imap", 60),
            Map.entry("archive", 61),
            Map.entry("mailbox", 61),
            Map.entry("work", 70),
            Map.entry("work.config", 71),
            Map.entry("work.record", 72),
            Map.entry("work.release", 72),
            Map.entry("work.people", 73),
            Map.entry("work.facts", 74),
            Map.entry("work.post", 75),
            Map.entry("work.intake", 76),
            Map.entry("work.roster", 77),
            Map.entry("work.decision", 78),
            Map.entry("work.advisory", 79),
            Map.entry("work.review", 80),
            Map.entry("work.cases", 80),
            Map.entry("work.draft", 81),
            Map.entry("work.queries", 82),
            Map.entry("work.queue", 83),
            Map.entry("work.webhook", 83),
            Map.entry("work.upkeep", 83),
            Map.entry("work.schedule", 84),
            Map.entry("web", 90),
            Map.entry("api", 90),
            Map.entry("cli", 90));

    /** The core sees neither of these, although they are in {@code java..}: time is an argument, and nothing is printed. */
    private static final Set<String> CLOCKS = Set.of("java.time.Clock", "java.util.logging.Logger");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void everyClassStandsOnAFloor() {
        Set<String> astray = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            if (floorName(type).isEmpty() && !type.getPackageName().equals(ROOT)) {
                astray.add(type.getName());
            }
        }
        assertThat(CLASSES).isNotEmpty();
        assertThat(astray).isEmpty();
    }

    @Test
    void packagesUseOnlyFloorsBelowTheirOwn() {
        List<String> wrong = new ArrayList<>();
        for (JavaClass type : CLASSES) {
            floorName(type).ifPresent(from -> {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    floorName(target)
                            .filter(to -> !to.equals(from) && floor(to) >= floor(from))
                            .ifPresent(to -> wrong.add(from + " uses " + to + ": " + dependency.getDescription()));
                    if (target.getPackageName().equals(ROOT)) {
                        wrong.add(from + " uses the root: " + dependency.getDescription());
                    }
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void theCoreUsesOnlyJavaAndJSpecify() {
        List<String> wrong = new ArrayList<>();
        for (JavaClass type : core()) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                String name = target.getName();
                boolean allowed = target.isPrimitive()
                        || name.startsWith("java.")
                        || name.startsWith("org.jspecify.")
                        || name.startsWith(ROOT + ".core.");
                if (!allowed || CLOCKS.contains(name) || name.startsWith("java.sql.")) {
                    wrong.add(dependency.getDescription());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void onlyTheCommandLinePrintsAndOnlyWorkReadsTheClock() {
        List<String> wrong = CLASSES.stream()
                .filter(type -> floorName(type).map(name -> floor(name) < 70).orElse(false))
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(call -> call.getTarget().getName().equals("now")
                                && call.getTargetOwner().getPackageName().startsWith("java.time")
                                && call.getTarget().getRawParameterTypes().isEmpty()
                        || call.getTarget().getName().equals("currentTimeMillis"))
                .map(call -> call.getDescription())
                .collect(Collectors.toList());
        assertThat(wrong).isEmpty();
    }

    private static List<JavaClass> core() {
        return CLASSES.stream()
                .filter(type -> type.getPackageName().startsWith(ROOT + ".core."))
                .toList();
    }

    private static Optional<String> floorName(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(ROOT + ".")) {
            return Optional.empty();
        }
        String inner = name.substring(ROOT.length() + 1);
        return FLOORS.keySet().stream().filter(inner::equals).findFirst();
    }

    private static int floor(String name) {
        return FLOORS.getOrDefault(name, Integer.MAX_VALUE);
    }
}
