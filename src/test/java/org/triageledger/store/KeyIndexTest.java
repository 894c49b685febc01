package org.triageledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyIndexTest {
    @Test
    void everyRowIsFoundByItsKeyHoweverManyThereAreAndHoweverTheKeysCollide() {
        Random random = new Random(7);
        Map<Long, List<Long>> truth = new HashMap<>();
        KeyIndex index = new KeyIndex();
        for (long row = 1; row <= 20_000; row++) {
            // Few different low bits, some keys twice, 0 and negative ones among them.
            long key = (random.nextLong() & 0xffff_ffff_0000_00ffL) >> random.nextInt(64);
            truth.computeIfAbsent(key, number -> new ArrayList<>()).add(row);
            index.add(key, row);
        }
        truth.forEach((key, rows) -> assertThat(found(index, key)).containsExactlyInAnyOrderElementsOf(rows));
        assertThat(found(index, 0x1234_5678_9abc_def0L)).isEmpty();
    }

    @Test
    void whatWasClearedIsNotFound() {
        KeyIndex index = new KeyIndex();
        index.add(0, 1);
        assertThat(found(index, 0)).containsExactly(1L);
        index.clear();
        assertThat(found(index, 0)).isEmpty();
    }

    private static List<Long> found(KeyIndex index, long key) {
        List<Long> rows = new ArrayList<>();
        index.find(key, rows::add);
        return rows;
    }
}
