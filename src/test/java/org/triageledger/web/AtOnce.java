package org.triageledger.web;

import static io.restassured.RestAssured.given;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Requests of one account that are sent together. */
final class AtOnce {
    private AtOnce() {}

    /** The statuses of the answers, in order. */
    static List<Integer> post(String name, String password, String address, List<String> bodies) throws Exception {
        CyclicBarrier together = new CyclicBarrier(bodies.size());
        List<Future<Integer>> sent = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(bodies.size())) {
            for (String json : bodies) {
                sent.add(threads.submit(() -> {
                    together.await();
                    return given().auth()
                            .preemptive()
                            .basic(name, password)
                            .contentType("application/json")
                            .body(json)
                            .post(address)
                            .statusCode();
                }));
            }
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> one : sent) {
            statuses.add(one.get());
        }
        return statuses.stream().sorted().toList();
    }
}
