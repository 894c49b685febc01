package org.triageledger.core.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RosterLoadedTest {
    @Test
    void namesPeopleOneByOne() {
        assertThat(new Entry.RosterLoaded("roster", "").people()).isEmpty();
        assertThat(new Entry.RosterLoaded("roster", "ada").people()).containsExactly("ada");
        assertThat(new Entry.RosterLoaded("roster", "ada, bob").people()).containsExactly("ada", "bob");
    }

    /** The text of an entry is cut off where it is very long, perhaps within an id, which is then nobody's. */
    @Test
    void namesNobodyByHalfAnId() {
        String many = IntStream.range(0, 400).mapToObj(i -> "member" + i).collect(Collectors.joining(", "));
        Entry.RosterLoaded loaded = new Entry.RosterLoaded("roster", many);
        assertThat(loaded.changed()).hasSize(Entry.LONGEST_TEXT);
        assertThat(loaded.people())
                .hasSizeBetween(80, 110)
                .startsWith("member0", "member1")
                .allMatch(id -> many.contains(id + ","));
        assertThat(loaded.changed()).startsWith(String.join(", ", loaded.people()) + ", ");
    }
}
