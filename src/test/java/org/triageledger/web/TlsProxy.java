package org.triageledger.web;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What stands in front of a service in earnest: it ends TLS, and passes requests on in the clear. */
final class TlsProxy implements AutoCloseable {
    private static final String PASSWORD = "no secret";

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient();
    private final HttpServer server;
    private final URI service;
    private final boolean tells;

    /** {@code Location} and {@code Set-Cookie} of every answer, in order. */
    final List<String> seen = new ArrayList<>();

    /** @param tells whether it says how it was reached, in X-Forwarded-Proto and -For */
    TlsProxy(URI service, Path folder, boolean tells) throws Exception {
        this.service = service;
        this.tells = tells;
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(new PfxOptions()
                                .setPath(certificate(folder).toString())
                                .setPassword(PASSWORD)))
                .requestHandler(this::pass)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    URI home() {
        return URI.create("https://127.0.0.1:" + server.actualPort() + "/");
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void pass(HttpServerRequest request) {
        request.body()
                .compose(body -> client.request(new RequestOptions()
                                .setMethod(request.method())
                                .setHost(service.getHost())
                                .setPort(service.getPort())
                                .setURI(request.uri()))
                        .compose(on -> send(request, on, body)))
                .onFailure(ignored -> request.response().setStatusCode(502).end());
    }

    private io.vertx.core.Future<Void> send(HttpServerRequest request, HttpClientRequest on, Buffer body) {
        on.headers().addAll(request.headers());
        if (tells) {
            on.putHeader("X-Forwarded-Proto", "https").putHeader("X-Forwarded-For", "192.0.2.7");
        }
        return on.send(body)
                .compose(answer -> answer.body().compose(text -> {
                    for (String name : List.of("Location", "Set-Cookie")) {
                        answer.headers().getAll(name).forEach(value -> seen.add(name + ": " + value));
                    }
                    request.response()
                            .setStatusCode(answer.statusCode())
                            .headers()
                            .addAll(answer.headers());
                    return request.response().end(text);
                }));
    }

    private static Path certificate(Path folder) throws IOException, InterruptedException {
        Path store = folder.resolve("proxy.p12");
        int exit = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "proxy",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IllegalStateException("keytool ended with " + exit);
        }
        return store;
    }
}
