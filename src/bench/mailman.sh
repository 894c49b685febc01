#!/bin/sh
# Sends mail through a Mailman 3 of its own and prints what it passes on. Usage: src/bench/mailman.sh [--mails]
set -eu
cd "$(dirname "$0")/../.."
[ -x /usr/lib/mailman3/bin/master ] || {
    echo "bench: it needs Mailman 3: install Debian's package mailman3 (its service need not run)" >&2
    exit 1
}
./mvnw -q test-compile
if [ ! -s target/test.classpath ] || [ pom.xml -nt target/test.classpath ]; then
    ./mvnw -q dependency:build-classpath -Dmdep.outputFile=target/test.classpath -Dmdep.includeScope=test
fi
folder=$(mktemp -d)
exec "${JAVA_HOME:?}/bin/java" -cp "target/classes:target/test-classes:$(cat target/test.classpath)" \
    org.triageledger.measure.MailmanRun "$folder/mailman" "$@"
